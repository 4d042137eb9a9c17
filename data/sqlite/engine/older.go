package engine

// A library of an older version that cannot be migrated, since it is only read, is read
// through temporary views: they have the names of our tables, with default values for
// the columns that later versions have. The file is not changed.

// olderViews returns, by the version that introduced them, views for tables and
// columns, other than those of rows, that earlier versions do not have.
func olderViews() map[int]string {
	return map[int]string{
		3: `
		CREATE TEMP VIEW journal AS SELECT *, '' AS merge FROM main.journal;
		CREATE TEMP VIEW body AS SELECT 0 AS n, x'' AS hash, 0 AS length, x'' AS packed WHERE 0;
		CREATE TEMP VIEW page AS SELECT 0 AS n, x'' AS hash, '' AS media, '' AS url, 0 AS fetched WHERE 0;
		CREATE TEMP VIEW journal_body AS SELECT 0 AS journal, x'' AS hash WHERE 0;`,
		4: `CREATE TEMP VIEW indexed AS SELECT '' AS kind, 0 AS rules, 0 AS upto, 0 AS changed WHERE 0;`,
		5: `CREATE TEMP VIEW feed AS SELECT 0 AS revision, '' AS who, NULL AS changed WHERE 0;`,
		7: `CREATE TEMP VIEW packed AS SELECT *, '' AS zone FROM main.packed;`,
		17: `
		CREATE VIRTUAL TABLE temp.entity_words USING fts5(f, s, content='', tokenize='ascii');
		CREATE VIRTUAL TABLE temp.picture_words USING fts5(f, s, content='', tokenize='ascii');
		CREATE VIRTUAL TABLE temp.story_words USING fts5(f, s, content='', tokenize='ascii');
		CREATE VIRTUAL TABLE temp.step_words USING fts5(f, s, content='', tokenize='ascii');`,
		19: `CREATE TEMP VIEW journal_who AS SELECT 0 AS journal, '' AS who WHERE 0;`,
	}
}
