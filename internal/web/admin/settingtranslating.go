package admin

import (
	"verso/internal/locale"
	"verso/internal/site"
)

// translating are the settings of how translations are made, for the whole
// site or for a language of it.
func translating() []site.Setting {
	return []site.Setting{site.Review, site.SelfApproval, site.PublishPolicy}
}

// translatingField completes the control of one of them. A language may do as
// the site does.
func translatingField(f Field, l locale.Tag, value string) Field {
	f.Kind, f.Lang = Select, ""
	usual := "off"
	switch site.Setting(f.Name) {
	case site.Review:
		f.LabelID, f.HelpID = "AdminSettingReview", "AdminSettingReviewHelp"
		f.Options = []Option{{Value: "off", LabelID: "AdminReviewOff"}, {Value: "on", LabelID: "AdminReviewOn"}}
	case site.SelfApproval:
		f.LabelID, f.HelpID = "AdminSettingSelfApproval", "AdminSettingSelfApprovalHelp"
		f.Options = []Option{{Value: "off", LabelID: "AdminSelfApprovalOff"}, {Value: "on", LabelID: "AdminSelfApprovalOn"}}
	default:
		f.LabelID, f.HelpID, usual = "AdminSettingPublishPolicy", "AdminSettingPublishPolicyHelp", string(site.Block)
		f.Options = []Option{
			{Value: string(site.Block), LabelID: "AdminPublishPolicyBlock"}, {Value: string(site.Omit), LabelID: "AdminPublishPolicyOmit"},
			{Value: string(site.Fallback), LabelID: "AdminPublishPolicyFallback"},
		}
	}
	if l != "" {
		f.HelpID = ""
		f.Options = append([]Option{{LabelID: "AdminMissingAsSite"}}, f.Options...)
	} else if value == "" {
		value = usual
	}
	for i := range f.Options {
		f.Options[i].Chosen = f.Options[i].Value == value
	}
	return f
}
