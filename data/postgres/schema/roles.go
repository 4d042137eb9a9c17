package schema

import "fmt"

// roles are those of a library: a reader sees all of it, a writer may also call the
// functions that write. Its owner is who made it.
const roles = `
REVOKE ALL ON SCHEMA %[1]s FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA %[1]s FROM PUBLIC;
CREATE ROLE %[2]s NOLOGIN;
CREATE ROLE %[3]s NOLOGIN IN ROLE %[2]s;
GRANT USAGE ON SCHEMA %[1]s TO %[2]s;
GRANT SELECT ON ALL TABLES IN SCHEMA %[1]s TO %[2]s;
GRANT EXECUTE ON FUNCTION %[1]s.meet(uuid, uuid, uuid, uuid, text), %[1]s.leave(uuid, text) TO %[2]s;
GRANT EXECUTE ON FUNCTION %[1]s.apply(uuid, jsonb), %[1]s.answer(uuid), %[1]s.begin(), %[1]s.part(bigint, jsonb), %[1]s.finish(uuid, bigint, jsonb) TO %[3]s;
`

// Reader and Writer are the names of the roles of a library.
func Reader(schema string) string { return schema + "_reader" }

// Writer is the role of those who write.
func Writer(schema string) string { return schema + "_writer" }

// Roles are the statements that make the roles of a library.
func Roles(schema string) string {
	return fmt.Sprintf(roles, quote(schema), quote(Reader(schema)), quote(Writer(schema)))
}
