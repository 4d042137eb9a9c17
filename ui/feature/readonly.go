package feature

// WhyReadOnly returns why the open library cannot be changed, in words.
func (h *Host) WhyReadOnly() string {
	k, a := h.Kit(), h.Library.Access()
	switch {
	case a.Damaged:
		return k.T("notes.readonly.damaged")
	case a.Unlocked:
		return k.T("notes.readonly.unlocked")
	case a.Linked:
		return k.T("notes.readonly.linked")
	case a.Holder != "":
		return k.T("notes.readonly.held", "holder", a.Holder)
	case h.Library.Login() != "":
		return k.T("notes.readonly.server")
	}
	return k.T("notes.readonly")
}
