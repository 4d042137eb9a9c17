package main

import (
	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// followSideButtons calls pressed with each press of one of the two buttons at the side
// of the mouse, back for the fourth; false where the window has no such buttons to offer.
// The toolkit knows three buttons, so they are taken from GLFW below it; all others go on
// to the toolkit. To be called on the interface's goroutine, once the window is shown.
func followSideButtons(w fyne.Window, pressed func(back bool)) bool {
	c, ok := w.(interface{ RunWithContext(func()) })
	if !ok {
		return false
	}
	followed := false
	c.RunWithContext(func() {
		v := glfw.GetCurrentContext()
		if v == nil {
			return
		}
		var others glfw.MouseButtonCallback
		others = v.SetMouseButtonCallback(func(v *glfw.Window, b glfw.MouseButton, a glfw.Action, mods glfw.ModifierKey) {
			switch {
			case b != glfw.MouseButton4 && b != glfw.MouseButton5:
				if others != nil {
					others(v, b, a, mods)
				}
			case a == glfw.Press:
				pressed(b == glfw.MouseButton4)
			}
		})
		followed = true
	})
	return followed
}
