/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the deployment form offers: the policy's profiles, zones and volumes, the countries, the
 * kinds of compensating control, and the editions. */
#include "page.h"

#include <mdsrisk/version.h>

static void put_choice(mds_page *page, const char *id, const mds_text *title, bool chosen)
{
    mds_jsonw_object(&page->out);
    mds_jsonw_member_string(&page->out, "id", id);
    mds_page__text(page, "title", title);
    mds_jsonw_member_bool(&page->out, "default", chosen);
    mds_jsonw_object_end(&page->out);
}

static void put_zones(mds_page *page, const char *name, const mds_zone *zones, size_t count,
                      uint32_t chosen)
{
    mds_jsonw_name(&page->out, name);
    mds_jsonw_array(&page->out);
    for (size_t i = 0; i < count; i++) {
        put_choice(page, zones[i].id, &zones[i].title, i == chosen);
    }
    mds_jsonw_array_end(&page->out);
}

static void put_countries(mds_page *page)
{
    static const char *const ids[MDS_COUNTRY__COUNT] = {"jp", "us", "other"};
    static const char *const keys[MDS_COUNTRY__COUNT] = {"country.jp", "country.us",
                                                         "country.other"};
    const mds_session *s = &page->session;
    const mds_deployment usual = mds_deployment_default(s->policy);

    mds_jsonw_name(&page->out, "countries");
    mds_jsonw_array(&page->out);
    for (size_t i = 0; i < MDS_COUNTRY__COUNT; i++) {
        const mds_text title = {{mds_catalog_text(s->catalog, MDS_LANG_EN, keys[i]),
                                 mds_catalog_text(s->catalog, MDS_LANG_JA, keys[i])}};
        put_choice(page, ids[i], &title, i == (size_t)usual.country);
    }
    mds_jsonw_array_end(&page->out);
}

static void put_policy(mds_page *page)
{
    const mds_policy *policy = page->session.policy;

    mds_jsonw_name(&page->out, "profiles");
    mds_jsonw_array(&page->out);
    for (size_t i = 0; i < policy->profile_count; i++) {
        put_choice(page, policy->profiles[i].id, &policy->profiles[i].title,
                   i == policy->default_profile);
    }
    mds_jsonw_array_end(&page->out);
    put_zones(page, "zones", policy->zones, policy->zone_count, policy->default_zone);
    put_zones(page, "volumes", policy->data_volumes, policy->data_volume_count,
              policy->default_data_volume);
    put_countries(page);
}

static void put_criteria(mds_page *page)
{
    const mds_catalog *catalog = page->session.catalog;

    mds_jsonw_name(&page->out, "criteria");
    mds_jsonw_array(&page->out);
    for (size_t i = 0; i < catalog->criterion_count; i++) {
        const mds_criterion *criterion = &catalog->criteria[i];
        mds_jsonw_object(&page->out);
        mds_jsonw_member_string(&page->out, "id", criterion->id);
        mds_page__text(page, "title", &criterion->title);
        mds_page__text(page, "measured", &criterion->measured);
        mds_jsonw_member_number(&page->out, "weight", criterion->weight);
        mds_jsonw_object_end(&page->out);
    }
    mds_jsonw_array_end(&page->out);
}

static void put_catalog(mds_page *page)
{
    const mds_catalog *catalog = page->session.catalog;

    mds_jsonw_name(&page->out, "controls");
    mds_jsonw_array(&page->out);
    for (size_t i = 0; i < catalog->compensating_count; i++) {
        put_choice(page, catalog->compensating[i].id, &catalog->compensating[i].title, false);
    }
    mds_jsonw_array_end(&page->out);
    mds_jsonw_name(&page->out, "editions");
    mds_jsonw_array(&page->out);
    for (size_t i = 0; i < catalog->form_count; i++) {
        put_choice(page, catalog->forms[i].edition, &catalog->forms[i].title, false);
    }
    mds_jsonw_array_end(&page->out);
    put_criteria(page);
    mds_jsonw_member_string(&page->out, "version", mds_version());
    mds_jsonw_member_string(&page->out, "catalog", catalog->version);
    mds_jsonw_member_string(&page->out, "sha256", catalog->sha256);
}

const char *mds_page_choices(const char *request)
{
    mds_page page;
    const mds_status status = mds_page__begin(&page, request);

    if (status == MDS_OK) {
        put_policy(&page);
        put_catalog(&page);
    }
    return mds_page__end(&page, status);
}
