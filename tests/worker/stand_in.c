/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stands in for the program that reads PDF and does what the file says, a line each behind "%":
 * say TEXT, repeat TEXT for ever, kill, abort, exit CODE. A script could not: the command starts
 * nothing but the worker, and no shell for it. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *after(const char *line, const char *word)
{
    const size_t n = strlen(word);

    return strncmp(line, word, n) == 0 ? line + n : NULL;
}

static void end_by(int number)
{
    (void)fflush(stdout);
    (void)raise(number);
}

int main(void)
{
    char line[256];

    while (fgets(line, sizeof line, stdin) != NULL) {
        const char *text;
        line[strcspn(line, "\n")] = '\0';
        if ((text = after(line, "%say ")) != NULL) {
            (void)puts(text);
        } else if ((text = after(line, "%repeat ")) != NULL) {
            while (puts(text) >= 0) {
            }
        } else if (after(line, "%kill") != NULL) {
            end_by(SIGKILL);
        } else if (after(line, "%abort") != NULL) {
            end_by(SIGABRT);
        } else if ((text = after(line, "%exit ")) != NULL) {
            return (int)strtol(text, NULL, 10);
        }
    }
    return 0;
}
