package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"golang.org/x/term"

	"verso/internal/account"
	"verso/internal/auth"
	"verso/internal/locale"
	"verso/internal/message"
	"verso/internal/store"
	"verso/locales"
)

type userGroup struct {
	Add      userAdd      `cmd:"" help:"Add a person; their password is read from the terminal or the standard input."`
	Role     userRole     `cmd:"" help:"Choose what a person may do; they sign in again."`
	Password userPassword `cmd:"" help:"Set a person's password, read from the terminal or the standard input; they sign in again everywhere."`
	List     userList     `cmd:"" help:"List the people of the site."`
}

type userAdd struct {
	Email string       `arg:"" help:"Their address."`
	Name  string       `placeholder:"NAME" help:"What they are called. Default: the address before the @."`
	Role  account.Role `placeholder:"ROLE" default:"admin" enum:"admin,editor,author,translator" help:"admin, editor, author or translator."`
	roleLocales
}

// Run adds the person.
func (c *userAdd) Run(ctx context.Context, p *program) error {
	return p.people(ctx, func(s *auth.Service) error {
		password, err := readPassword(p.stderr)
		if err != nil {
			return err
		}
		name, _, _ := strings.Cut(c.Email, "@")
		if c.Name != "" {
			name = c.Name
		}
		u, err := s.AddUser(ctx, account.Operator(), account.User{Email: c.Email, Name: name, Role: c.Role, Grants: c.grants()}, password)
		if err == nil {
			fmt.Fprintf(p.stdout, "%s is %s\n", u.Email, u.Role)
		}
		return err
	})
}

// roleLocales are where a translator works.
type roleLocales struct {
	Locale []locale.Tag `placeholder:"TAG" help:"A locale that a translator works in; may be repeated."`
	Review []locale.Tag `placeholder:"TAG" help:"A locale in which a translator may review and publish; may be repeated."`
}

func (r roleLocales) grants() []account.Grant {
	var grants []account.Grant
	for _, l := range r.Review {
		grants = append(grants, account.Grant{Locale: l, MayReview: true})
	}
	for _, l := range r.Locale {
		grants = append(grants, account.Grant{Locale: l})
	}
	return account.Distinct(grants)
}

type userRole struct {
	Email string       `arg:"" help:"Their address."`
	Role  account.Role `arg:"" enum:"admin,editor,author,translator" help:"admin, editor, author or translator."`
	roleLocales
}

// Run changes the role.
func (c *userRole) Run(ctx context.Context, p *program) error {
	return p.people(ctx, func(s *auth.Service) error {
		u, err := find(ctx, s.DB, c.Email)
		if err != nil {
			return err
		}
		return s.SetRole(ctx, account.Operator(), u.ID, c.Role, c.grants())
	})
}

type userPassword struct {
	Email string `arg:"" help:"Their address."`
}

// Run sets the password.
func (c *userPassword) Run(ctx context.Context, p *program) error {
	return p.people(ctx, func(s *auth.Service) error {
		u, err := find(ctx, s.DB, c.Email)
		if err != nil {
			return err
		}
		password, err := readPassword(p.stderr)
		if err != nil {
			return err
		}
		return s.SetPassword(ctx, account.Operator(), u.ID, password)
	})
}

type userList struct{}

// Run prints one line per person: address, name, role, locales, state.
func (userList) Run(ctx context.Context, p *program) error {
	return p.people(ctx, func(s *auth.Service) error {
		users, err := s.DB.Users(ctx)
		if err != nil {
			return err
		}
		table := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
		for _, u := range users {
			state := "active"
			switch {
			case u.DisabledAt != nil:
				state = "disabled"
			case u.PasswordHash == "":
				state = "invited"
			}
			fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", u.Email, u.Name, u.Role, works(u.Grants), state)
		}
		return table.Flush()
	})
}

// works lists the locales of a translator: "fr, de (review)".
func works(grants []account.Grant) string {
	var parts []string
	for _, g := range grants {
		part := string(g.Locale)
		if g.MayReview {
			part += " (review)"
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, ", ")
}

func find(ctx context.Context, db *store.DB, email string) (account.User, error) {
	address, err := account.ParseEmail(email)
	if err != nil {
		return account.User{}, err
	}
	return db.UserByEmail(ctx, address)
}

// people opens the database and hands over the service that looks after
// people.
func (p *program) people(ctx context.Context, act func(*auth.Service) error) error {
	db, err := p.migrated(ctx)
	if err != nil {
		return err
	}
	defer db.Close()
	catalog, err := message.Load(locales.FS)
	if err != nil {
		return err
	}
	service, err := auth.New(auth.Config{DB: db, Now: time.Now, Hasher: account.NewHasher(), Catalog: catalog, Origin: "http://localhost"})
	if err != nil {
		return err
	}
	return act(service)
}

// readPassword reads a password without showing it, or the first line of the
// standard input where that is no terminal. It is never an argument: other
// people on the machine could read it.
func readPassword(prompt io.Writer) (string, error) {
	if in := int(os.Stdin.Fd()); term.IsTerminal(in) {
		fmt.Fprint(prompt, "Password: ")
		password, err := term.ReadPassword(in)
		fmt.Fprintln(prompt)
		return string(password), err
	}
	line, err := bufio.NewReader(os.Stdin).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	return strings.TrimRight(line, "\r\n"), nil
}
