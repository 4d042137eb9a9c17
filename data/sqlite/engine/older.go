package engine

// A library of an older version that cannot be brought to ours, since it is only
// read, is seen through views of the connection's own: they have the names of
// our tables and give the columns that came later their values of a library in
// which nobody has used them. The file is not touched.

// olderViews returns, for the version that brought them, what makes up for tables
// and columns beside those of the rows that earlier ones do not have.
func olderViews() map[int]string {
	return map[int]string{
		3: `
		CREATE TEMP VIEW journal AS SELECT *, '' AS merge FROM main.journal;
		CREATE TEMP VIEW body AS SELECT 0 AS n, x'' AS hash, 0 AS length, x'' AS packed WHERE 0;
		CREATE TEMP VIEW page AS SELECT 0 AS n, x'' AS hash, '' AS media, '' AS url, 0 AS fetched WHERE 0;
		CREATE TEMP VIEW journal_body AS SELECT 0 AS journal, x'' AS hash WHERE 0;`,
		4: `CREATE TEMP VIEW indexed AS SELECT '' AS kind, 0 AS rules, 0 AS upto, 0 AS changed WHERE 0;`,
		5: `CREATE TEMP VIEW feed AS SELECT 0 AS revision, '' AS who, NULL AS changed WHERE 0;`,
	}
}
