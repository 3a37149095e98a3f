package content

import "regexp"

// uploadForm is how a text refers to a stored file: by the hash of its bytes.
var uploadForm = regexp.MustCompile(`/media/([0-9a-f]{64})\.[a-z0-9]{2,5}`)

// Uploads returns the stored files that p refers to by their own address,
// "/media/HASH.png", with the hash of each.
func (p Post) Uploads() map[string]string {
	refs := map[string]string{}
	for _, text := range []string{p.Body, p.Cover, p.Icon} {
		for _, found := range uploadForm.FindAllStringSubmatch(text, -1) {
			refs[found[0]] = found[1]
		}
	}
	return refs
}
