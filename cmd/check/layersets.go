package main

// Sets of packages that the table of layers names more than once.

// featureTests is what the tests of features use: a real store, and a host.
func featureTests() []string {
	return []string{"data", "data/dates", "data/sqlite", "ui/feature/featuretest", "ui/library", "ui/state", afero}
}

// contained is what a format of files that hold many articles may import.
func contained() []string {
	return []string{"data", "data/dates", "data/exchange/container", "data/exchange/form", "data/intake", "data/intake/page"}
}

// formatted is what a format of package exchange may import.
func formatted() []string {
	return []string{"data", "data/dates", "data/dates/find", "data/dates/zones", "data/text/fold", "data/exchange/form"}
}

// workTests is what the tests of formats of references use.
func workTests() []string { return append(formattedTests(), "data/exchange/works/workstest") }

// annotated is what a format of annotations may import.
func annotated() []string { return append(formatted(), "data/exchange/annotations") }

// contentTests is what the tests of what prints chronologies may import.
func contentTests() []string { return []string{"data/dates", "data/text/anchor", rapid} }

func formattedTests() []string { return []string{"data/exchange/form/formtest"} }

// stored is what rows are made of.
func stored() []string { return []string{"data", "data/text/anchor", "data/dates"} }
