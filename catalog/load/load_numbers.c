/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers of the risk model and what they rest on: what no single member shows. */
#include "loader.h"

void mds_finish__evidence(const record *at, void *out)
{
    mds_evidence *evidence = out;

    evidence->has_value = mds_json_member(at->object, "mode") != NULL;
    if (mds_json_member(at->object, "low") == NULL) {
        evidence->value.low = evidence->value.mode;
    }
    if (mds_json_member(at->object, "high") == NULL) {
        evidence->value.high = evidence->value.mode;
    }
}

void mds_finish__triple(const record *at, void *out)
{
    const mds_triple *triple = out;

    if (triple->low > triple->mode || triple->mode > triple->high) {
        mds_record__fault(at, "mode", "catalog.reason.triple_order");
    }
}

void mds_finish__estimate(const record *at, void *out)
{
    const mds_estimate *estimate = out;

    if (estimate->evidence_count == 0 && estimate->rationale.in[MDS_LANG_EN][0] == '\0') {
        mds_record__fault(at, "rationale", "catalog.reason.unfounded");
    }
}

void mds_finish__grounds(const record *at, void *out)
{
    const mds_grounds *grounds = out;

    if (grounds->evidence_count == 0 && grounds->source[0] == '\0') {
        mds_record__fault(at, "source", "catalog.reason.unfounded");
    }
}

/* The spread must be that of the strength. */
void mds_finish__rate(const record *at, void *out)
{
    const mds_catalog *catalog = at->in->catalog;
    mds_rate *rate = out;
    bool in_table = false;

    mds_finish__grounds(at, &rate->grounds);
    for (size_t i = 0; i < catalog->spread_count; i++) {
        in_table = in_table || !(catalog->spreads[i].factor < rate->spread ||
                                 catalog->spreads[i].factor > rate->spread);
    }
    if (rate->basis == MDS_NO_ORDINAL) {
        return;
    }
    const mds_rate_spread *spread = &catalog->spreads[rate->basis];
    rate->grounds.strength = spread->grounds.strength;
    if (!in_table) {
        mds_record__fault(at, "spread", "catalog.reason.spread_unknown");
    } else if (rate->spread < spread->factor || rate->spread > spread->factor) {
        mds_record__fault(at, "spread", "catalog.reason.spread_other");
    }
}

/* One for each country, kept by its number. */
void mds_load__anchors(loader *in, const loaded_file *file)
{
    mds_rate *anchors = mds_loader__alloc(in, MDS_COUNTRY__COUNT, sizeof *anchors);
    mds_map *ids = mds_map_new(in->arena, file->record_count);
    const record head = {in, file, "", file->root};
    const char *previous = NULL;

    if (anchors == NULL || ids == NULL) {
        in->status = MDS_ENOMEM;
        return;
    }
    for (const mds_json *json = mds_json_first(file->records); json != NULL;
         json = mds_json_next(json)) {
        const record at = mds_record__begin(in, file, json, "id", ids, 0, &previous);
        const uint32_t country =
            mds_record__enum(&at, "id", mds_country__names, MDS_COUNTRY__COUNT);
        mds_record__read(&at, MDS_RECORD_ANCHOR, &anchors[country]);
    }
    for (size_t i = 0; i < MDS_COUNTRY__COUNT; i++) {
        if (mds_map_find(ids, mds_country__names[i]) == MDS_MAP_NONE) {
            mds_record__fault(&head, mds_country__names[i], "catalog.reason.missing");
        }
    }
    in->catalog->anchors = anchors;
    in->catalog->anchor_count = MDS_COUNTRY__COUNT;
}
