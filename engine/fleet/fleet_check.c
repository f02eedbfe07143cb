/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with rows of an inventory and of a table of matches. */
#include <mdsrisk/fleet.h>

#include <stdio.h>
#include <string.h>

void mds_fleet_check_settled(const mds_fleet_list *fleet, const mds_settled *settled, size_t count,
                             const char *file, mds_diags *diags)
{
    for (size_t i = 0; i < count; i++) {
        bool there = settled[i].form[0] == '\0';
        for (size_t f = 0; f < fleet->form_count && !there; f++) {
            there = strcmp(fleet->forms[f].path, settled[i].form) == 0;
        }
        if (!there) {
            mds_diag_add(diags, MDS_D_MATCHES_FORM, file, settled[i].where, settled[i].form,
                         settled[i].model, NULL);
        }
    }
}

static void say_problem(mds_diags *diags, const char *file, const mds_fleet_list *fleet,
                        unsigned bit, const mds_fleet_device *first, size_t rows)
{
    const char *const *text = first->text;
    const char *twin =
        first->twin != MDS_NO_ORDINAL ? fleet->devices[first->twin].where : first->where;
    const char *network =
        text[MDS_INVENTORY_VLAN][0] != '\0' ? text[MDS_INVENTORY_VLAN] : text[MDS_INVENTORY_IP];
    char count[24];

    (void)snprintf(count, sizeof count, "%zu", rows);
    if (bit == MDS_ROW_NO_MODEL) {
        mds_diag_add(diags, MDS_D_INVENTORY_NO_MODEL, file, first->where, count, NULL);
    } else if (bit == MDS_ROW_SERIAL_TWICE) {
        mds_diag_add(diags, MDS_D_INVENTORY_SERIAL_TWICE, file, first->where, count, twin, NULL);
    } else if (bit == MDS_ROW_MAC_TWICE) {
        mds_diag_add(diags, MDS_D_INVENTORY_MAC_TWICE, file, first->where, count, twin, NULL);
    } else if (bit == MDS_ROW_ZONE_UNKNOWN) {
        mds_diag_add(diags, MDS_D_INVENTORY_ZONE_UNKNOWN, file, first->where, count, network, NULL);
    } else if (bit == MDS_ROW_ZONE_CLASH) {
        mds_diag_add(diags, MDS_D_INVENTORY_ZONE_CLASH, file, first->where, count,
                     text[MDS_INVENTORY_VLAN], text[MDS_INVENTORY_IP], NULL);
    } else if (bit == MDS_ROW_QUANTITY) {
        mds_diag_add(diags, MDS_D_INVENTORY_QUANTITY, file, first->where, count,
                     text[MDS_INVENTORY_QUANTITY], NULL);
    } else {
        mds_diag_add(diags, MDS_D_INVENTORY_UNNAMED, file, first->where, count, NULL);
    }
}

/* A row with a number that occurs twice is said where it occurs again. */
static bool shows_problem(const mds_fleet_device *device, unsigned bit)
{
    const bool twin = bit == MDS_ROW_SERIAL_TWICE || bit == MDS_ROW_MAC_TWICE;

    return (device->problems & bit) != 0 && (!twin || device->twin != MDS_NO_ORDINAL);
}

/* A diagnostic a kind: a register of 50,000 devices has the rest in its table. */
void mds_fleet_check_rows(const mds_fleet_list *fleet, const char *file, mds_diags *diags)
{
    for (unsigned i = 0; i < MDS_ROW_BITS; i++) {
        const mds_fleet_device *first = NULL;
        size_t rows = 0;
        for (size_t d = 0; d < fleet->device_count; d++) {
            if (shows_problem(&fleet->devices[d], 1U << i)) {
                first = first == NULL ? &fleet->devices[d] : first;
                rows++;
            }
        }
        if (first != NULL) {
            say_problem(diags, file, fleet, 1U << i, first, rows);
        }
    }
}
