package admin

// Routes returns the method and the path, below /:locale/admin, of every
// address of the admin.
func Routes() (all [][2]string) {
	for _, r := range (&Admin{}).routes() {
		all = append(all, [2]string{r.Method, r.Path})
	}
	return all
}
