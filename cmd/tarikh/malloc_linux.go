package main

/*
#include <malloc.h>

// The C library keeps what is freed in an arena for each thread, several of the size of the
// largest picture that SQLite has read; few arenas are enough for this program.
static void few_arenas(void) {
#ifdef __GLIBC__
	mallopt(M_ARENA_MAX, 4);
#endif
}

static void give_back(void) {
#ifdef __GLIBC__
	malloc_trim(0);
#endif
}
*/
import "C"

// fewArenas bounds what the C library keeps for itself; to be called before it is much used.
func fewArenas() { C.few_arenas() }

// giveBack returns to the system what is free in the C library.
func giveBack() { C.give_back() }
