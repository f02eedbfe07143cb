/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the tables of members are written; only the files with such a table include it. */
#ifndef MDS_CATALOG_FIELD_TABLE_H
#define MDS_CATALOG_FIELD_TABLE_H

#include "catalog/fields.h"
#include "loader.h"

#define REQUIRED .flags = MDS_FIELD_REQUIRED
#define SOME .flags = MDS_FIELD_SOME
#define OWN .flags = MDS_FIELD_OWN
#define DERIVED .flags = MDS_FIELD_DERIVED
/* Of type \p T: the member \p m, under the same name in the file. */
#define FIELD(kind, T, m)                                                                          \
    .name = #m, .member = #m, .type = MDS_FIELD_##kind, .offset = offsetof(T, m)
#define ID(T, m)                                                                                   \
    {                                                                                              \
        FIELD(STRING, T, m), .flags = MDS_FIELD_ID | MDS_FIELD_REQUIRED                            \
    }
#define NAMED(file_name, kind, T, m)                                                               \
    .name = file_name, .member = #m, .type = MDS_FIELD_##kind, .offset = offsetof(T, m)
/* A list \p m with its length in \p n. */
#define LIST(kind, T, m, n) FIELD(kind, T, m), .counter = #n, .count_offset = offsetof(T, n)
#define NAMED_LIST(file_name, kind, T, m, n)                                                       \
    NAMED(file_name, kind, T, m), .counter = #n, .count_offset = offsetof(T, n)
#define WORDS(list) .words = list, .word_count = sizeof(list) / sizeof((list)[0])
#define EACH(list, n) .each = list, .each_count = n
#define CERTAINTY(T)                                                                               \
    {                                                                                              \
        FIELD(ENUM, T, certainty), WORDS(mds_certainty__names), REQUIRED                           \
    }
/* Text for whoever reads the file. */
#define REMARK(n)                                                                                  \
    {                                                                                              \
        .name = n, .type = MDS_FIELD_STRING, .flags = MDS_FIELD_FILE | MDS_FIELD_REQUIRED          \
    }
/* A member that a function of its own takes apart. */
#define TAKEN_APART(n)                                                                             \
    {                                                                                              \
        .name = n, .type = MDS_FIELD_STRING, .flags = MDS_FIELD_OWN | MDS_FIELD_FILE               \
    }
/* An object whose members are in the record itself, though the struct has it as \p m. */
#define SPREAD_OUT(T, m, kind)                                                                     \
    {                                                                                              \
        .member = #m, .type = MDS_FIELD_OBJECT, .offset = offsetof(T, m), .of = kind               \
    }
#define GROUNDS(T, m) SPREAD_OUT(T, m, MDS_RECORD_GROUNDS)
/* An object whose members the struct has as its own. */
#define GATHERED(file_name, kind)                                                                  \
    {                                                                                              \
        .name = file_name, .type = MDS_FIELD_OBJECT, .of = kind, REQUIRED                          \
    }

#define TYPE(n, T, f)                                                                              \
    .name = n, .c_type = #T, .size = sizeof(T), .fields = f,                                       \
    .field_count = sizeof(f) / sizeof((f)[0])
#define AS_LIST(l, c)                                                                              \
    .list = #l, .counter = #c, .list_offset = offsetof(mds_catalog, l),                            \
    .count_offset = offsetof(mds_catalog, c)
#define PART(n, T, f)                                                                              \
    {                                                                                              \
        TYPE(n, T, f)                                                                              \
    }
#define LISTED(n, T, f, l, c)                                                                      \
    {                                                                                              \
        TYPE(n, T, f), AS_LIST(l, c)                                                               \
    }
/* Other records refer to it. */
#define REFERRED(n, T, f, l, c, to)                                                                \
    {                                                                                              \
        TYPE(n, T, f), AS_LIST(l, c), .as = to                                                     \
    }
#define FILE_LISTED(n, T, f, l, c)                                                                 \
    {                                                                                              \
        TYPE(n, T, f), AS_LIST(l, c), .is_file = true                                              \
    }

#endif
