package poster_test

import (
	"bytes"
	"fmt"
	"image/jpeg"
	"testing"

	"tarikh.org/tarikh/data/dates"
	"tarikh.org/tarikh/data/exchange/form"
	"tarikh.org/tarikh/data/exchange/form/formtest"
	"tarikh.org/tarikh/ui/print/poster"
	"tarikh.org/tarikh/ui/timeline/scene"
)

// pictured is what is taken of a few events, the first of which has a picture and another
// file, the second a damaged picture.
func pictured(t testing.TB) form.Taken {
	t.Helper()
	all := taken(t, 6)
	for i := range all.Events {
		var err error
		if all.Events[i].Date, err = dates.Parse(fmt.Sprintf("2022-%02d-01", 2*i+1)); err != nil {
			t.Fatal(err)
		}
	}
	all.Events[0].Importance, all.Events[1].Importance = 5, 4
	all.Look.Size = form.Size{Width: 1600}
	formtest.Illustrate(t, &all)
	all.Pictures[2].Event = all.Events[1].ID
	return all
}

// A poster has the first picture of each event of importance 5 and 4, with its date beside a
// large one, below the head where there is one; what it leaves out is counted.
func TestPictures(t *testing.T) {
	all := pictured(t)
	all.Look.Title = "A title"
	set := lay(t, all)
	if err := set.ReadPictures(t.Context(), all); err != nil {
		t.Fatal(err)
	}
	if len(set.Pictures) != 2 || words(set.List)["1 January 2022"] != 1 {
		t.Fatalf("%d pictures, words %v", len(set.Pictures), words(set.List))
	}
	head := set.Over[len(set.Over)-1].Bands[0].H
	for _, p := range set.Pictures {
		file, w, h, err := set.JPEG(p)
		if err != nil || p.Y < head {
			t.Fatalf("%+v: %v; the head is %g high", p, err, head)
		}
		if p.W < 50 { // of the damaged one
			if file != nil {
				t.Error("a damaged one has pixels")
			}
			continue
		}
		img, err := jpeg.Decode(bytes.NewReader(file))
		if err != nil || img.Bounds().Dx() != w || w != 4*int(p.W) || h != 4*int(p.H) {
			t.Fatalf("%d × %d, %v", w, h, err)
		}
		if r, _, b, _ := img.At(w/2, h/2).RGBA(); r>>8 < 180 || b>>8 > 60 {
			t.Error("it is not the picture")
		}
	}
	if lost := set.Lost(all); lost[form.LosesPictures] != 1 || lost[form.LosesDamaged] != 1 {
		t.Errorf("lost %v, want the file and the damaged one", lost)
	}
	if large, _ := pictureOf(set, 5); large.W != 58 {
		t.Errorf("large %+v", large)
	}
}

func pictureOf(set poster.Set, importance int) (scene.Picture, bool) {
	for _, p := range set.Pictures {
		if (p.W > 50) == (importance == 5) {
			return p, true
		}
	}
	return scene.Picture{}, false
}
