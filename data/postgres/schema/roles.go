package schema

import "fmt"

// grants are the rights of the roles of a library: a reader sees all of it, a writer may also
// call the functions that write; all is the owner's.
const grants = `
REVOKE ALL ON SCHEMA %[1]s FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA %[1]s FROM PUBLIC;
GRANT USAGE ON SCHEMA %[1]s TO %[2]s;
GRANT SELECT ON ALL TABLES IN SCHEMA %[1]s TO %[2]s;
GRANT EXECUTE ON FUNCTION %[1]s.meet(uuid, uuid, uuid, uuid, text), %[1]s.leave(uuid, text) TO %[2]s;
GRANT EXECUTE ON FUNCTION %[1]s.apply(uuid, jsonb), %[1]s.answer(uuid), %[1]s.begin(), %[1]s.part(bigint, jsonb), %[1]s.finish(uuid, bigint, jsonb), %[1]s.unname(), %[1]s.sweep(integer) TO %[3]s;
`

// roles make those of a library, where no other database of the server has it, too, and its
// schema. Who makes them is an owner, and lets others in.
const roles = `
DO $$ BEGIN
	CREATE ROLE %[2]s NOLOGIN;
	CREATE ROLE %[3]s NOLOGIN IN ROLE %[2]s;
	CREATE ROLE %[4]s NOLOGIN;
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;
GRANT %[2]s, %[3]s TO %[4]s WITH ADMIN OPTION;
GRANT %[4]s TO CURRENT_USER WITH ADMIN OPTION;
CREATE SCHEMA %[1]s AUTHORIZATION %[4]s;
`

// Reader is the role of those who read a library.
func Reader(schema string) string { return schema + "_reader" }

// Writer is the role of those who write, too.
func Writer(schema string) string { return schema + "_writer" }

// Owner is the role of those who let others in, and bring the library up to date.
func Owner(schema string) string { return schema + "_owner" }

// Roles are the statements that make the roles of a library, and its schema.
func Roles(schema string) string {
	return fmt.Sprintf(roles, quote(schema), quote(Reader(schema)), quote(Writer(schema)), quote(Owner(schema)))
}

// Grants are the statements that give the roles their rights.
func Grants(schema string) string {
	return fmt.Sprintf(grants, quote(schema), quote(Reader(schema)), quote(Writer(schema)))
}

// AsOwner makes what follows in a transaction the owner's.
func AsOwner(schema string) string { return "SET LOCAL ROLE " + quote(Owner(schema)) }
