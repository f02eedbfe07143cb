/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "library.h"

#include <dlfcn.h>
#include <string.h>

void *library_load(const char *name, void *out, const library_call *calls, size_t count)
{
    void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);

    for (size_t i = 0; i < count && library != NULL; i++) {
        void *symbol = dlsym(library, calls[i].name);
        if (symbol == NULL) {
            library_unload(library);
            return NULL;
        }
        /* C has no cast from an object's address to a function's; POSIX says that they are alike */
        memcpy((char *)out + calls[i].offset, &symbol, sizeof symbol);
    }
    return library;
}

void library_unload(void *library)
{
    if (library != NULL) {
        (void)dlclose(library);
    }
}
