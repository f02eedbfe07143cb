/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists that a deployment's members are chosen from. */
#include "engine/deployment_members.h"

#include <stdio.h>

enum { KEY_BYTES = 64 };

size_t mds_value_set_size(const mds_value_source *from, mds_value_set set)
{
    switch (set) {
    case MDS_VALUES_YES_NO:
        return 2;
    case MDS_VALUES_PROFILE:
        return from->policy->profile_count;
    case MDS_VALUES_ZONE:
        return from->policy->zone_count;
    case MDS_VALUES_DATA_VOLUME:
        return from->policy->data_volume_count;
    case MDS_VALUES_COUNTRY:
        return MDS_COUNTRY__COUNT;
    case MDS_VALUES_IMPLEMENTATION:
        return MDS_IMPLEMENTATION__COUNT;
    case MDS_VALUES_ASSURANCE:
        return MDS_ASSURANCE__COUNT;
    case MDS_VALUES_CONTROL:
        return from->catalog->compensating_count;
    case MDS_VALUES_DOCUMENT:
        return from->catalog->document_count;
    case MDS_VALUES_FACT:
        return from->catalog->fact_count;
    case MDS_VALUES__COUNT:
        break;
    }
    return 0;
}

const char *mds_value_id(const mds_value_source *from, mds_value_set set, size_t i)
{
    switch (set) {
    case MDS_VALUES_YES_NO:
        return i == 0 ? "true" : "false";
    case MDS_VALUES_PROFILE:
        return from->policy->profiles[i].id;
    case MDS_VALUES_ZONE:
        return from->policy->zones[i].id;
    case MDS_VALUES_DATA_VOLUME:
        return from->policy->data_volumes[i].id;
    case MDS_VALUES_COUNTRY:
        return mds_country_name((mds_country)i);
    case MDS_VALUES_IMPLEMENTATION:
        return mds_implementation_name((mds_implementation)i);
    case MDS_VALUES_ASSURANCE:
        return mds_assurance_name((mds_assurance)i);
    case MDS_VALUES_CONTROL:
        return from->catalog->compensating[i].id;
    case MDS_VALUES_DOCUMENT:
        return from->catalog->documents[i].id;
    case MDS_VALUES_FACT:
        return from->catalog->facts[i].id;
    case MDS_VALUES__COUNT:
        break;
    }
    return "";
}

/* The text under "<prefix>.<id>". */
static const char *text_of(const mds_value_source *from, const char *prefix, const char *id,
                           mds_lang lang)
{
    char key[KEY_BYTES];

    (void)snprintf(key, sizeof key, "%s.%s", prefix, id);
    const char *text = mds_catalog_text(from->catalog, lang, key);
    return text == key ? id : text;
}

const char *mds_value_title(const mds_value_source *from, mds_value_set set, size_t i,
                            mds_lang lang)
{
    const char *id = mds_value_id(from, set, i);

    switch (set) {
    case MDS_VALUES_YES_NO:
        return text_of(from, "answer", i == 0 ? "yes" : "no", lang);
    case MDS_VALUES_PROFILE:
        return from->policy->profiles[i].title.in[lang];
    case MDS_VALUES_ZONE:
        return from->policy->zones[i].title.in[lang];
    case MDS_VALUES_DATA_VOLUME:
        return from->policy->data_volumes[i].title.in[lang];
    case MDS_VALUES_COUNTRY:
        return text_of(from, "country", id, lang);
    case MDS_VALUES_IMPLEMENTATION:
        return text_of(from, "implementation", id, lang);
    case MDS_VALUES_ASSURANCE:
        return text_of(from, "records.assurance", id, lang);
    case MDS_VALUES_CONTROL:
        return from->catalog->compensating[i].title.in[lang];
    case MDS_VALUES_DOCUMENT:
        return from->catalog->documents[i].title.in[lang];
    case MDS_VALUES_FACT:
        return from->catalog->facts[i].title.in[lang];
    case MDS_VALUES__COUNT:
        break;
    }
    return id;
}
