package admin

import (
	"verso/internal/content"
	"verso/internal/policy"
)

// acts are the buttons of a post: what its status allows and the person may.
func (v *visit) acts(p content.Post, o policy.Object) []Act {
	var acts []Act
	add := func(may policy.Action, name, label string) {
		if policy.Allows(v.person, may, o) {
			acts = append(acts, Act{Name: name, LabelID: label, Danger: name == string(content.Trashed)})
		}
	}
	switch p.Status {
	case content.Trashed:
		add(policy.RemovePost, "restore", "AdminRestore")
		return acts
	case content.Published:
		add(policy.PublishPost, string(content.Draft), "AdminUnpublish")
	case content.Scheduled:
		add(policy.PublishPost, string(content.Published), "AdminPublish")
		add(policy.PublishPost, string(content.Draft), "AdminUnschedule")
	case content.InReview:
		add(policy.PublishPost, string(content.Published), "AdminPublish")
		add(policy.SubmitPost, string(content.Draft), "AdminTakeBack")
	case content.Archived:
		add(policy.PublishPost, string(content.Published), "AdminPublish")
	default:
		add(policy.PublishPost, string(content.Published), "AdminPublish")
		add(policy.SubmitPost, string(content.InReview), "AdminSubmit")
	}
	if p.Status != content.Archived {
		add(policy.RemovePost, string(content.Archived), "AdminArchive")
	}
	add(policy.RemovePost, string(content.Trashed), "AdminTrash")
	return acts
}
