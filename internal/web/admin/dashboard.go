package admin

import (
	"github.com/gin-gonic/gin"

	"verso/internal/policy"
)

// dashboardRoutes are the start page's.
func (a *Admin) dashboardRoutes() []route {
	return []route{
		get("", policy.Enter, a.showDashboard),
	}
}

// dashboardPage is the template "admin/dashboard".
type dashboardPage struct {
	Page
}

// showDashboard serves GET /:locale/admin.
func (a *Admin) showDashboard(c *gin.Context) error {
	return a.show(c, "dashboard", dashboardPage{Page: a.page(c, "AdminNavDashboard")})
}
