package admin

import "verso/internal/account"

// roleID returns the message that names a role.
func roleID(r account.Role) string {
	switch r {
	case account.Admin:
		return "AdminRoleAdmin"
	case account.Editor:
		return "AdminRoleEditor"
	case account.Author:
		return "AdminRoleAuthor"
	case account.Translator:
		return "AdminRoleTranslator"
	}
	return "AdminRoleNone"
}
