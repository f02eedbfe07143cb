/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Windows does before main(): arguments in UTF-8, a console that shows it, lines as written.
 */
#include "commands.h"

#include "importers/pdf_worker.h"
#include <windows.h>

#include <shellapi.h>

static char *narrow(const WCHAR *wide)
{
    const int n = WideCharToMultiByte(CP_UTF8, 0, wide, -1, NULL, 0, NULL, NULL);
    char *text = n > 0 ? malloc((size_t)n) : NULL;

    if (text != NULL) {
        (void)WideCharToMultiByte(CP_UTF8, 0, wide, -1, text, n, NULL, NULL);
    }
    return text;
}

int main(void)
{
    int count = 0;
    LPWSTR *wide = CommandLineToArgvW(GetCommandLineW(), &count);
    char **arguments = wide != NULL ? calloc((size_t)count + 1, sizeof *arguments) : NULL;

    for (int i = 0; arguments != NULL && i < count; i++) {
        arguments[i] = narrow(wide[i]);
        if (arguments[i] == NULL) {
            arguments = NULL;
        }
    }
    if (arguments == NULL) {
        (void)fputs("mdsrisk: out of memory\n", stderr);
        return 4;
    }
    (void)_setmode(_fileno(stdout), _O_BINARY);
    if (count == 2 && strcmp(arguments[1], MDS_PDF_WORKER_WORD) == 0) {
        (void)_setmode(_fileno(stdin), _O_BINARY);
        return mds_pdf_words_main();
    }
    (void)_setmode(_fileno(stderr), _O_BINARY);
    const UINT before = GetConsoleOutputCP();
    (void)SetConsoleOutputCP(CP_UTF8);
    const int code = mds_command_main(count, arguments);
    (void)SetConsoleOutputCP(before);
    return code;
}
