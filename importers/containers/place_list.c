/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "place_list.h"

#include <stdio.h>
#include <string.h>

/* Bytes of the list of one message, whose arguments are bounded. */
enum { LIST_BYTES = 380 };

void mds_place_list__init(mds_place_list *list, const mds_grid *grid, mds_diag_code code)
{
    *list = (mds_place_list){.grid = grid, .code = code};
    mds_strbuf_init(&list->text, LIST_BYTES + 64);
}

void mds_place_list__say(mds_place_list *list)
{
    char count[24];

    if (list->count > 0) {
        (void)snprintf(count, sizeof count, "%zu", list->count);
        mds_diag_add(list->grid->diags, list->code, list->grid->file, list->first, count,
                     list->text.p, NULL);
    }
    mds_strbuf_clear(&list->text);
    list->count = 0;
}

void mds_place_list__add(mds_place_list *list, const char *where)
{
    if (where == NULL) {
        return;
    }
    const char *bang = strrchr(where, '!');
    if (list->text.n + strlen(where) + 2 >= LIST_BYTES) {
        mds_place_list__say(list);
    }
    list->first = list->count == 0 ? where : list->first;
    mds_strbuf_puts(&list->text, list->count > 0 ? ", " : "");
    mds_strbuf_puts(&list->text, bang != NULL ? bang + 1 : where);
    list->count++;
}

mds_status mds_place_list__finish(mds_place_list *list)
{
    mds_place_list__say(list);
    const mds_status status = list->text.status;
    mds_strbuf_finish(&list->text);
    return status == MDS_ENOMEM ? MDS_ENOMEM : MDS_OK;
}
