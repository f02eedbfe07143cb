/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "answers_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_all(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text = NULL;
    long n;

    if (file == NULL) {
        return NULL;
    }
    if (fseek(file, 0, SEEK_END) == 0 && (n = ftell(file)) >= 0 && fseek(file, 0, SEEK_SET) == 0 &&
        (text = calloc(1, (size_t)n + 1)) != NULL && fread(text, 1, (size_t)n, file) != (size_t)n) {
        free(text);
        text = NULL;
    }
    (void)fclose(file);
    return text;
}

static int read_answers(table *t, const char *path)
{
    t->text = read_all(path);
    char *at = t->text != NULL ? strchr(t->text, '\n') : NULL; /* past the headings */

    while (at != NULL && at[1] != '\0' && t->rows < MAX_ROWS) {
        char *cell = at + 1;
        at = strchr(cell, '\n');
        if (at != NULL) {
            *at = '\0';
        }
        for (int i = 0; i < FIELDS; ++i) {
            char *tab = i + 1 < FIELDS ? strchr(cell, '\t') : NULL;
            t->row[t->rows][i] = cell;
            if (tab == NULL && i + 1 < FIELDS) {
                return -1;
            }
            if (tab != NULL) {
                *tab = '\0';
                cell = tab + 1;
            }
        }
        t->questions += strncmp(t->row[t->rows][0], "Note ", 5) != 0;
        ++t->rows;
    }
    return t->text != NULL ? 0 : -1;
}

static cJSON *read_json(const char *path)
{
    char *text = read_all(path);
    cJSON *json = text != NULL ? cJSON_Parse(text) : NULL;

    free(text);
    return json;
}

table *table_open(const char *words, const char *form, const char *answers)
{
    table *t = calloc(1, sizeof *t);

    if (t == NULL) {
        return NULL;
    }
    t->lang = "ja";
    t->words = read_json(words);
    t->form = read_json(form);
    if (t->words == NULL || t->form == NULL || read_answers(t, answers) != 0) {
        table_close(t);
        return NULL;
    }
    return t;
}

void table_close(table *t)
{
    if (t != NULL) {
        cJSON_Delete(t->words);
        cJSON_Delete(t->form);
        free(t->text);
        free(t);
    }
}

const char *title_of(const table *t, const cJSON *record)
{
    const cJSON *texts = cJSON_GetObjectItemCaseSensitive(record, "title");
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(texts, t->lang));

    return text != NULL ? text : "";
}

const char *title(const table *t, const char *question)
{
    const cJSON *records = cJSON_GetObjectItemCaseSensitive(t->form, "records");
    const cJSON *record;

    cJSON_ArrayForEach(record, records)
    {
        const char *id = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(record, "id"));
        if (id != NULL && strcmp(id, question) == 0) {
            return title_of(t, record);
        }
    }
    return "";
}

const char *field(const table *t, const char *question, int which)
{
    for (int i = 0; i < t->rows; ++i) {
        if (strcmp(t->row[i][0], question) == 0) {
            return t->row[i][which];
        }
    }
    return "";
}

static const char *text_or_none(const cJSON *json)
{
    const char *text = cJSON_GetStringValue(json);

    return text != NULL ? text : "";
}

const char *word(const table *t, const char *name)
{
    return text_or_none(cJSON_GetObjectItemCaseSensitive(t->words, name));
}

const char *word_of(const table *t, const char *name, int i)
{
    return text_or_none(cJSON_GetArrayItem(cJSON_GetObjectItemCaseSensitive(t->words, name), i));
}
