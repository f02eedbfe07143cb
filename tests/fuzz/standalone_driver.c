/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replays a folder of inputs through a fuzz target, where libFuzzer is not at hand. An empty
 * folder is a failure: a test that runs nothing proves nothing. */
#include "fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

static int replay(const char *path)
{
    FILE *file = fopen(path, "rb");
    uint8_t *bytes = NULL;
    long size = -1;
    int result = 1;

    if (file == NULL) {
        return 1;
    }
    if (fseek(file, 0, SEEK_END) == 0) {
        size = ftell(file);
    }
    if (size >= 0 && fseek(file, 0, SEEK_SET) == 0) {
        bytes = malloc(size > 0 ? (size_t)size : 1);
    }
    if (bytes != NULL && fread(bytes, 1, (size_t)size, file) == (size_t)size) {
        (void)LLVMFuzzerTestOneInput(bytes, (size_t)size);
        result = 0;
    }
    free(bytes);
    (void)fclose(file);
    return result;
}

int main(int argc, char **argv)
{
    size_t replayed = 0;

    for (int i = 1; i < argc; i++) {
        DIR *folder = opendir(argv[i]);
        if (folder == NULL) {
            (void)fprintf(stderr, "no folder %s\n", argv[i]);
            return 1;
        }
        for (const struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
            char path[4096];
            if (entry->d_name[0] == '.') {
                continue;
            }
            (void)snprintf(path, sizeof path, "%s/%s", argv[i], entry->d_name);
            if (replay(path) != 0) {
                (void)fprintf(stderr, "cannot read %s\n", path);
                (void)closedir(folder);
                return 1;
            }
            replayed++;
        }
        (void)closedir(folder);
    }
    (void)printf("%zu inputs replayed\n", replayed);
    return replayed > 0 ? 0 : 1;
}
