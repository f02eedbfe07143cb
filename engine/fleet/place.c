/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where in the network a device is. */
#include <mdsrisk/fleet.h>

#include "base/address.h"
#include "base/ascii.h"
#include <string.h>

/* Whether the digits of \p text are one number, as in "VLAN 30" and "Med-40"; that number. */
static bool only_number(mds_sv *out, const char *text)
{
    const size_t from = strcspn(text, "0123456789");
    const size_t n = strspn(text + from, "0123456789");

    *out = (mds_sv){text + from, n};
    return n > 0 && text[from + n + strcspn(text + from + n, "0123456789")] == '\0';
}

static bool same_text(const char *a, const char *b)
{
    while (*a != '\0' &&
           (mds_is_letter(*a) && mds_is_letter(*b) ? (*a | 32) == (*b | 32) : *a == *b)) {
        a++;
        b++;
    }
    return *a == *b;
}

/* A line that names all of the text, else the one whose number is the text's only one. */
static uint32_t line_of_vlan(const mds_fleet_list *fleet, const char *vlan)
{
    uint32_t found = MDS_NO_ORDINAL;
    mds_sv number;
    const bool numbered = only_number(&number, vlan);

    for (uint32_t i = 0; i < fleet->zone_count; i++) {
        const char *of = fleet->zones[i].vlan;
        if (of[0] != '\0' && same_text(of, vlan)) {
            return i;
        }
        if (found == MDS_NO_ORDINAL && numbered && strlen(of) == number.n &&
            memcmp(of, number.p, number.n) == 0) {
            found = i;
        }
    }
    return found;
}

static uint32_t line_of_address(const mds_fleet_list *fleet, uint32_t address)
{
    uint32_t found = MDS_NO_ORDINAL;

    for (uint32_t i = 0; i < fleet->zone_count; i++) {
        const mds_zone_line *line = &fleet->zones[i];
        if (line->has_net && mds_address_within(address, line->net, line->bits) &&
            (found == MDS_NO_ORDINAL || line->bits > fleet->zones[found].bits)) {
            found = i;
        }
    }
    return found;
}

/* The line of the first address of a cell that lies in a subnet; \p named: there is one at all. */
static uint32_t line_of_addresses(const mds_fleet_list *fleet, const char *text, bool *named)
{
    mds_sv rest = {text, strlen(text)};
    mds_sv word;
    uint32_t address;

    while (mds_address_next(&word, &rest)) {
        if (!mds_address_ip4(&address, word)) {
            continue;
        }
        *named = true;
        const uint32_t found = line_of_address(fleet, address);
        if (found != MDS_NO_ORDINAL) {
            return found;
        }
    }
    return MDS_NO_ORDINAL;
}

void mds_fleet_place(mds_fleet_list *fleet)
{
    for (size_t i = 0; i < fleet->device_count; i++) {
        mds_fleet_device *device = &fleet->devices[i];
        const char *vlan = device->text[MDS_INVENTORY_VLAN];
        bool addressed = false;
        const uint32_t by_vlan = vlan[0] != '\0' ? line_of_vlan(fleet, vlan) : MDS_NO_ORDINAL;
        const uint32_t by_address =
            line_of_addresses(fleet, device->text[MDS_INVENTORY_IP], &addressed);
        device->zone_line = by_vlan != MDS_NO_ORDINAL ? by_vlan : by_address;
        device->zone = device->zone_line != MDS_NO_ORDINAL ? fleet->zones[device->zone_line].zone
                                                           : MDS_NO_ORDINAL;
        if (fleet->zone_count > 0 && ((vlan[0] != '\0' && by_vlan == MDS_NO_ORDINAL) ||
                                      (addressed && by_address == MDS_NO_ORDINAL))) {
            device->problems |= MDS_ROW_ZONE_UNKNOWN;
        }
        if (by_vlan != MDS_NO_ORDINAL && by_address != MDS_NO_ORDINAL &&
            fleet->zones[by_vlan].zone != fleet->zones[by_address].zone) {
            device->problems |= MDS_ROW_ZONE_CLASH;
        }
    }
}
