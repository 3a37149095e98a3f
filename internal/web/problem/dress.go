package problem

import "github.com/gin-gonic/gin"

const dressKey = "verso.dress"

// A Dress renders an error of the class 4xx for a request that the public
// pages' look does not suit. The messages say what went wrong.
type Dress func(status int, titleID, textID string) ([]byte, error)

// Wear has errors of c's request shown by dress, and kept by no cache.
func Wear(c *gin.Context, dress Dress) { c.Set(dressKey, dress) }

// dressOf returns what c's request wears, or nil.
func dressOf(c *gin.Context) Dress {
	dress, _ := c.Value(dressKey).(Dress)
	return dress
}
