/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole command on a set of files. The input is text: behind a line "@@@" the arguments, a line
 * each, behind each line "@@@ name" the bytes of a file of that name; "%0A" in names and arguments
 * is the byte of that number. A file whose name ends in .xlsx may be the parts of one (parts.h).
 * Whatever the files say: the command ends with one of its exit codes and a reason, nothing that it
 * prints steers a terminal or begins a line that is not its own, and what it wrote it reads. */
#include "fuzz.h"
#include "parts.h"

#include "base/inert.h"
#include "base/json.h"
#include "base/utf8.h"
#include "commands.h"
#include <dirent.h>
#include <fcntl.h>
#include <mdsrisk/import_entries.h>
#include <mdsrisk/import_register.h>
#include <mdsrisk/limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    MOST_ARGS = 24,
    MOST_FILES = 4,
    NAME_BYTES = 64,
    LINE_COLUMNS = 80,
    ARENA_BYTES = 512 << 20
};

static const char mark[] = "@@@";
static const char output[] = "out";

static char folder[64];
static int home = -1; /* where the process was started: inputs are named from there */

/* The streams of the process, while the command has others. */
static FILE *outer_out, *outer_err;
static char *said[2];
static size_t said_bytes[2];

static void must(bool holds, const char *what, const char *where)
{
    if (!holds) {
        (void)fprintf(outer_err, "broken: %s: %.300s\n", what, where);
        abort();
    }
}

static void empty_folder(const char *path, int depth)
{
    DIR *dir = opendir(path);

    for (const struct dirent *entry = dir != NULL ? readdir(dir) : NULL; entry != NULL;
         entry = readdir(dir)) {
        char inner[1024];
        (void)snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name);
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
            unlink(inner) != 0 && depth < 6) {
            empty_folder(inner, depth + 1);
            (void)rmdir(inner);
        }
    }
    if (dir != NULL) {
        (void)closedir(dir);
    }
}

static void remove_folder(void)
{
    empty_folder(folder, 0);
    (void)rmdir(folder);
}

static void make_folder(void)
{
    if (folder[0] != '\0') {
        return;
    }
    outer_out = stdout;
    outer_err = stderr;
    (void)snprintf(folder, sizeof folder, "/tmp/mdsrisk-fuzz-XXXXXX");
    home = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    must(home >= 0 && mkdtemp(folder) != NULL, "there is a folder", folder);
    must(atexit(remove_folder) == 0, "it will be removed", folder);
    (void)setenv("NO_COLOR", "1", 1);
    (void)setenv("SOURCE_DATE_EPOCH", "1795132800", 1);
    (void)unsetenv("MDS_CATALOG_PATH");
}

static int hex(char c)
{
    const char *digits = "0123456789ABCDEF";
    const char *at = c != '\0' ? strchr(digits, c) : NULL;

    return at != NULL ? (int)(at - digits) : -1;
}

/* The text of a line with its escapes resolved. False for what would leave the folder or is too
 * long. */
static bool take_line(char out[NAME_BYTES], const char *p, size_t n)
{
    size_t at = 0;

    for (size_t i = 0; i < n; i++) {
        char c = p[i];
        if (c == '%' && i + 2 < n && hex(p[i + 1]) >= 0 && hex(p[i + 2]) >= 0) {
            c = (char)(hex(p[i + 1]) * 16 + hex(p[i + 2]));
            i += 2;
        }
        if (c == '\0' || c == '/' || at + 1 >= NAME_BYTES) {
            return false;
        }
        out[at++] = c;
    }
    out[at] = '\0';
    return strstr(out, "..") == NULL;
}

typedef struct input {
    char text[MOST_ARGS + 2][NAME_BYTES];
    char *argv[MOST_ARGS + 3];
    int argc;
} input;

static bool take_arguments(input *in, const char *p, const char *end)
{
    (void)snprintf(in->text[0], NAME_BYTES, "mdsrisk");
    in->argv[in->argc++] = in->text[0];
    while (p < end && in->argc <= MOST_ARGS) {
        const char *line = memchr(p, '\n', (size_t)(end - p));
        const size_t n = (size_t)((line != NULL ? line : end) - p);
        if (!take_line(in->text[in->argc], p, n)) {
            return false;
        }
        in->argv[in->argc] = in->text[in->argc];
        in->argc++;
        p += n + (line != NULL);
    }
    in->argv[in->argc] = NULL;
    return in->argc > 1;
}

static void write_file(const char *name, const char *bytes, size_t n)
{
    workbook book;
    const size_t length = strlen(name);
    const bool workbook_name = length > 5 && strcmp(name + length - 5, ".xlsx") == 0;
    const bool packed = workbook_name && parts_pack(&book, (const uint8_t *)bytes, n);
    FILE *file = fopen(name, "wb");

    if (file != NULL) {
        (void)fwrite(packed ? book.bytes : (const void *)bytes, 1, packed ? book.size : n, file);
        (void)fclose(file);
    }
    if (workbook_name) {
        workbook_free(&book);
    }
}

/* The next line that begins with the mark, or the end. */
static const char *next_mark(const char *p, const char *end)
{
    while (p < end) {
        if (end - p >= 3 && memcmp(p, mark, 3) == 0) {
            return p;
        }
        const char *line = memchr(p, '\n', (size_t)(end - p));
        if (line == NULL) {
            return end;
        }
        p = line + 1;
    }
    return end;
}

static bool take_input(input *in, const char *p, size_t size)
{
    const char *end = p + size;
    int files = 0;
    bool any = false;

    while (p < end && next_mark(p, end) == p) {
        const char *line = memchr(p, '\n', (size_t)(end - p));
        const char *content = line != NULL ? line + 1 : end;
        const char *next = next_mark(content, end);
        const size_t n = (size_t)((line != NULL ? line : end) - p);
        char name[NAME_BYTES];
        if (n <= 4) {
            const size_t break_at_end = next > content && next[-1] == '\n';
            if (any || !take_arguments(in, content, next - break_at_end)) {
                return false;
            }
            any = true;
        } else if (files++ >= MOST_FILES || !take_line(name, p + 4, n - 4) || name[0] == '.') {
            return false;
        } else {
            write_file(name, content, (size_t)(next - content));
        }
        p = next;
    }
    return any;
}

/* Letters until a blank or what is no ASCII: as long as this a line that breaks anywhere breaks. */
static size_t chunk_at(const char *line)
{
    size_t n = 0;

    while (line[n] > ' ' && line[n] <= '~') {
        n++;
    }
    return n;
}

/* Whether a line begins with what only files say, where the one before was not full: the command
 * breaks its own paragraphs between words alone, when the next does not fit. */
static bool is_forged(const char *line, size_t before)
{
    return strncmp(line, "FORGED", 6) == 0 && before + 1 + chunk_at(line) <= LINE_COLUMNS;
}

static void check_said(const char *text)
{
    size_t before = 0;

    for (const char *line = text; *line != '\0';) {
        const size_t n = strcspn(line, "\n");
        must(!is_forged(line, before), "no line is forged", line);
        for (const char *p = line; p < line + n; p += mds_utf8_next(p, NULL)) {
            must(mds_inert_steers(p) == 0, "nothing steers the terminal", line);
        }
        before = n;
        line += n + (line[n] == '\n');
    }
}

static void check_end(int code)
{
    must(code >= 0 && code <= 3, "the exit code is one of a user's", said[1]);
    if (code >= 2) {
        must(strstr(said[1], " MDS1") != NULL || strstr(said[1], "mdsrisk: ") != NULL,
             "a refusal is said", said[1]);
    }
    if (code == 3) {
        must(access(output, F_OK) != 0, "a usage error writes nothing", said[1]);
    }
}

/* What a command wrote, and the reader that takes it. */
typedef enum reader { READ_NONE, READ_FORM, READ_REGISTER, READ_ENTRIES, READ_CONTEXT } reader;

static reader reader_of(const input *in, const char *path)
{
    static const struct {
        const char *command, *verb, *endings;
        reader reader;
    } written[] = {{"import", NULL, ".json", READ_FORM},
                   {"assess", NULL, ".json", READ_REGISTER},
                   {"assess", NULL, ".csv.xlsx", READ_ENTRIES},
                   {"context", "new", ".json.csv", READ_CONTEXT},
                   {"form", "new", ".xlsx", READ_FORM}};
    const char *ending = strrchr(path, '.');

    for (size_t i = 0; ending != NULL && i < sizeof written / sizeof *written; i++) {
        if (strcmp(in->argv[1], written[i].command) == 0 &&
            (written[i].verb == NULL ||
             (in->argc > 2 && strcmp(in->argv[2], written[i].verb) == 0)) &&
            strstr(written[i].endings, ending) != NULL) {
            return written[i].reader;
        }
    }
    return READ_NONE;
}

static mds_status read_back(reader with, mds_arena *arena, const mds_source *source,
                            mds_diags *diags)
{
    const mds_catalog *catalog = fuzz_catalog();
    const mds_disclosure *form = NULL;
    const mds_deployment *deployment = NULL;
    const mds_saved *saved = NULL;
    const mds_entries *entries = NULL;

    switch (with) {
    case READ_FORM:
        return mds_import_form(&form, arena, catalog, source, diags);
    case READ_REGISTER:
        return mds_import_register(&saved, arena, source, diags);
    case READ_ENTRIES:
        return mds_import_entries(&entries, arena, catalog, source, diags);
    case READ_CONTEXT:
        return mds_import_deployment(&deployment, arena, catalog, &catalog->policies[0], source,
                                     diags);
    case READ_NONE:
        break;
    }
    return MDS_OK;
}

/* Only for files that the command made: the option's value, if it is not among the inputs. */
static void check_written(const input *in)
{
    for (int i = 2; i + 1 < in->argc; i++) {
        const char *path = in->argv[i + 1];
        struct stat info;
        mds_source *source = NULL;
        if (strcmp(in->argv[i], "-o") != 0 || strncmp(path, output, 3) != 0 ||
            stat(path, &info) != 0 || !S_ISREG(info.st_mode)) {
            continue;
        }
        mds_arena *arena = mds_arena_new(ARENA_BYTES, NULL);
        mds_diags *diags = arena != NULL ? mds_diags_new(arena, 200) : NULL;
        must(diags != NULL, "there is memory", path);
        mds_status status = mds_source_open(&source, path, 0, diags);
        must(status == MDS_OK, "what was written can be opened", path);
        status = read_back(reader_of(in, path), arena, source, diags);
        must(status == MDS_OK, "what was written is read", path);
        const char *ending = strrchr(path, '.');
        if (ending != NULL && strcmp(ending, ".json") == 0) {
            mds_json *json = NULL;
            must(mds_json_parse(&json, path, (const char *)mds_source_bytes(source),
                                mds_source_size(source), diags) == MDS_OK,
                 "JSON is JSON", path);
            mds_json_free(json);
        }
        mds_source_free(source);
        mds_arena_free(arena);
    }
}

static int run_captured(input *in)
{
    said_bytes[0] = said_bytes[1] = 0;
    FILE *out = open_memstream(&said[0], &said_bytes[0]);
    FILE *err = open_memstream(&said[1], &said_bytes[1]);

    must(out != NULL && err != NULL, "there is memory", "");
    stdout = out;
    stderr = err;
    const int code = mds_command_main(in->argc, in->argv);
    stdout = outer_out;
    stderr = outer_err;
    (void)fclose(out);
    (void)fclose(err);
    return code;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    input in = {.argc = 0};

    make_folder();
    must(chdir(folder) == 0, "the folder stays", folder);
    if (take_input(&in, (const char *)data, size)) {
        const int code = run_captured(&in);
        check_said(said[0]);
        check_said(said[1]);
        check_end(code);
        if (code <= 1) {
            check_written(&in);
        }
        free(said[0]);
        free(said[1]);
    }
    empty_folder(folder, 0);
    must(fchdir(home) == 0, "the way back stays", folder);
    return 0;
}
