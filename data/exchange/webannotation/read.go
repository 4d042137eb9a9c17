package webannotation

import (
	"context"
	"strconv"
	"strings"

	"tarikh.org/tarikh/data"
	"tarikh.org/tarikh/data/exchange/annotations"
	"tarikh.org/tarikh/data/exchange/form"
)

// maxBytes is the most that is read.
const maxBytes = 256 << 20

func readFile(ctx context.Context, file form.File, o form.Options) (form.Document, error) {
	raw, err := file.Bytes(maxBytes)
	if err != nil {
		return form.Document{}, err
	}
	r := &reader{Reader: annotations.NewReader(ctx, o), file: file, o: o, ids: map[string]bool{}, events: map[string]data.ID{}}
	text, wrong := form.UTF8(raw)
	for range wrong {
		r.Drop(form.NotUTF8)
	}
	r.JSON = form.NewJSON(file, text, &r.Document)
	if r.Peek() == '[' {
		_, err = r.list("")
	} else {
		err = r.container("", r.Place(""), 0)
	}
	if err != nil {
		return form.Document{}, err
	}
	if r.count == 0 && len(r.Skipped) == 0 {
		return form.Document{}, file.Fail(form.Place{}, "it has no annotation")
	}
	for _, n := range r.notes {
		if n.replying || r.ids[n.On.URL] && n.Exact == "" {
			n.Thread = []string{n.On.URL}
		} else if strings.Contains(n.On.URL, "#") && n.Exact == "" {
			r.Drop("FragmentSelector")
		}
		r.Add(n.Annotation)
	}
	return r.Done(), nil
}

// container reads an object that may be an annotation, or a page or a collection of them,
// of which the annotations are read one by one.
func (r *reader) container(path string, place form.Place, depth int) error {
	o := object{}
	err := r.Object(path, func(name string) error {
		below := name
		if path != "" {
			below = path + "." + name
		}
		name = bare(name)
		switch next := r.Peek(); {
		case (name == "items" || name == "graph") && next == '[':
			_, err := r.list(below)
			return err
		case (name == "first" || name == "last" || name == "items") && next == '{' && depth < maxDepth:
			return r.container(below, r.Place(below), depth+1)
		}
		v, err := r.Any()
		o[name] = v
		return err
	})
	if err != nil {
		return err
	}
	if o.isAnnotation() {
		return r.one(o, place)
	}
	if o.is("AnnotationCollection") && path == "" {
		r.Title = r.Fit(place, "title", form.Line(annotations.TextOf(o["label"])), maxLabel)
	}
	r.elsewhere(o, place)
	return nil
}

// elsewhere notes the pages of a page or a collection that are only named; the first and
// the last of several are among those that are here.
func (r *reader) elsewhere(o object, place form.Place) {
	for _, where := range []string{"first", "last", "next", "items"} {
		address := annotations.TextOf(o[where])
		if here := where == "last" && o["first"] == nil || where == "first" && r.count > 0; address != "" && !here {
			r.Skip(place, form.Unsupported, "the page of annotations "+address+" is not in the file")
		}
	}
}

// maxLabel is how long the title of a collection is at most, in bytes; maxDepth how many
// pages are in each other.
const (
	maxLabel = 1000
	maxDepth = 4
)

// list reads a list of annotations, pages, or addresses of annotations.
func (r *reader) list(path string) (bool, error) {
	return r.List(path, func(_ int, place form.Place) error {
		if r.Peek() == '{' {
			v, err := r.Any()
			if err != nil {
				return err
			}
			return r.entry(objectOf(v), place)
		}
		v, err := r.Any()
		if err == nil {
			r.Skip(place, form.Unsupported, "the annotation "+annotations.TextOf(v)+" is not in the file")
		}
		return err
	})
}

// entry reads an object of a list: an annotation, or a page of some.
func (r *reader) entry(o object, place form.Place) error {
	switch {
	case o.isAnnotation():
		return r.one(o, place)
	case o["items"] != nil:
		for i, v := range annotations.ListOf(o["items"]) {
			below := form.Place{Line: place.Line, Path: place.Path + ".items[" + strconv.Itoa(i) + "]"}
			if inner := objectOf(v); inner != nil && inner["items"] == nil {
				if err := r.entry(inner, below); err != nil {
					return err
				}
				continue
			}
			r.Skip(below, form.Unsupported, "the annotation "+annotations.TextOf(v)+" is not in the file")
		}
		return nil
	}
	r.Skip(place, form.Unreadable, "it has no target")
	return nil
}

// one reads an annotation, once of those that a page and a collection both have.
func (r *reader) one(o object, place form.Place) error {
	if err := r.Step(r.file, r.count, r.Part()); err != nil {
		return err
	}
	r.count++
	if id := annotations.TextOf(o["id"]); id != "" {
		if r.ids[id] {
			return nil
		}
		r.ids[id] = true
	}
	r.annotation(o, place)
	return nil
}
