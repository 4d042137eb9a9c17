package reading

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/ui/control"
	"tarikh.org/tarikh/ui/feature"
)

// HighlightCommand is the command that colours the selected words, or the note that is
// shown, in a colour of data.Colours.
func HighlightCommand(colour string) string {
	return "highlight." + strconv.Itoa(slices.Index(data.Colours(), colour)+1)
}

// bar is what can be done with the selected words, as rows of buttons: of the commands
// those that are possible now. asking: they are to be chosen for something.
func bar(h *feature.Host, asking bool) fyne.CanvasObject {
	k := h.Kit()
	var colours, buttons []fyne.CanvasObject
	if asking {
		attach := h.Item("passage.attach")
		buttons = append(buttons, k.Button(control.Primary, attach.Text, nil, attach.Run))
	} else {
		for _, colour := range data.Colours() {
			if item := h.Item(HighlightCommand(colour)); !item.Disabled {
				colours = append(colours, k.Dot(colour, item.Run))
			}
		}
		buttons = append(buttons, possible(k, h.Item("selection.event"), h.Item("selection.note"), h.Item("passage.link"), h.Item("words.elsewhere"))...)
	}
	rows := []fyne.CanvasObject{k.Row(2, -1, append(buttons, possible(k, h.Item("selection.copy"), h.Item("selection.quote"))...)...)}
	if len(colours) > 0 {
		rows = append([]fyne.CanvasObject{k.Row(2, -1, colours...)}, rows...)
	}
	return bubble(k, rows...)
}

func possible(k *control.Kit, items ...control.Item) []fyne.CanvasObject {
	var buttons []fyne.CanvasObject
	for _, item := range items {
		if !item.Disabled {
			buttons = append(buttons, k.Button(control.Quiet, item.Text, nil, item.Run))
		}
	}
	return buttons
}

// menu is what can be done with the words, at the pointer.
func menu(h *feature.Host) []control.Item {
	return []control.Item{
		h.Item("selection.event"), h.Item("selection.note"), h.Item("selection.link"), h.Item("passage.link"), h.Item("selection.actor"),
		{},
		h.Item("words.elsewhere"),
		{},
		h.Item("selection.copy"), h.Item("selection.quote"), h.Item("selection.quote.rich"), h.Item("selection.all"),
	}
}
