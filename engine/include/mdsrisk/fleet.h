/* SPDX-License-Identifier: GPL-3.0-or-later */
/** \file
 * The fleet: the devices of a hospital as its inventory lists them, which form is about which of
 * them, and where in the network each is (docs/use/fleet.md).
 */
#ifndef MDSRISK_FLEET_H
#define MDSRISK_FLEET_H

#include <mdsrisk/catalog.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What an inventory says of a device. */
typedef enum mds_inventory_field {
    MDS_INVENTORY_TAG,  /**< the hospital's own number of it */
    MDS_INVENTORY_NAME, /**< as the network or the staff call it */
    MDS_INVENTORY_CATEGORY,
    MDS_INVENTORY_MAKER,
    MDS_INVENTORY_MODEL,
    MDS_INVENTORY_MODEL_NUMBER,
    MDS_INVENTORY_SERIAL,
    MDS_INVENTORY_VERSION, /**< of the device's software */
    MDS_INVENTORY_SYSTEM,  /**< operating system */
    MDS_INVENTORY_MAC,
    MDS_INVENTORY_IP,
    MDS_INVENTORY_VLAN,
    MDS_INVENTORY_LOCATION,
    MDS_INVENTORY_DEPARTMENT,
    MDS_INVENTORY_STATUS,
    MDS_INVENTORY_QUANTITY,
    MDS_INVENTORY_NOTE,
    MDS_INVENTORY__COUNT
} mds_inventory_field;

typedef enum mds_device_use {
    MDS_USE_ACTIVE,
    MDS_USE_TO_BE_RETIRED,
    MDS_USE_RETIRED,
    MDS_USE__COUNT
} mds_device_use;

/** What is wrong with a row of the inventory. Bits. */
enum {
    MDS_ROW_NO_MODEL = 1,
    MDS_ROW_SERIAL_TWICE = 2,
    MDS_ROW_MAC_TWICE = 4,
    MDS_ROW_ZONE_UNKNOWN = 8, /**< it names a VLAN or an address that the table of zones lacks */
    MDS_ROW_ZONE_CLASH = 16,  /**< its VLAN and its address lie in different zones */
    MDS_ROW_QUANTITY = 32,    /**< its quantity is no number of devices: taken as 1 */
    MDS_ROW_UNNAMED = 64      /**< no number, serial or name is its own: its id is its place */
};
enum { MDS_ROW_BITS = 7 };

/** A row; strings are never NULL. */
typedef struct mds_fleet_device {
    const char *text[MDS_INVENTORY__COUNT]; /**< as it stands, trimmed; "" where there is nothing */
    const char *where;                      /**< place of the row */
    uint32_t sheet, row; /**< sheet from 0; number of the row, or line of a csv file */
    uint32_t quantity;   /**< devices that the row stands for, at least 1 */
    mds_device_use use;
    const char *id;     /**< its own among all, by mds_fleet_identify() */
    unsigned problems;  /**< MDS_ROW_.. */
    uint32_t twin;      /**< the earlier row with its serial, else with its MAC; MDS_NO_ORDINAL */
    uint32_t product;   /**< index of its product, by mds_fleet_join() */
    uint32_t zone;      /**< ordinal in the policy; MDS_NO_ORDINAL: not known */
    uint32_t zone_line; /**< index of the line of the table of zones that says so, likewise */
} mds_fleet_device;

/** A column of the inventory. */
typedef struct mds_inventory_column {
    const char *sheet, *place; /**< "" and "C" in a csv file */
    const char *heading;       /**< as it is printed */
    bool used;
    mds_inventory_field field; /**< that it gives, where it is used */
    bool by_content;           /**< known by what is in it, not by its heading */
} mds_inventory_column;

/** What a form says about its device. */
typedef struct mds_fleet_form {
    const char *path;   /**< as results name it */
    const char *sha256; /**< of its bytes, "" where nothing is stored */
    const char *maker, *model, *version;
    const char *edition; /**< of which it is one */
    int32_t date;        /**< of the document, days since 1970-01-01; INT32_MIN: not known */
} mds_fleet_form;

/** How sure it is that a form is about a product. */
typedef enum mds_join_state {
    MDS_JOIN_SETTLED,  /**< by a person; the form may be none */
    MDS_JOIN_CERTAIN,  /**< maker and model are the same */
    MDS_JOIN_PROBABLE, /**< the model is; the maker is not named or cannot be compared */
    MDS_JOIN_DOUBTFUL, /**< the model is, and something speaks against it: a person must look */
    MDS_JOIN_ASK,      /**< not joined: there are candidates, and a person must choose */
    MDS_JOIN_NONE,     /**< not joined: no form is about it */
    MDS_JOIN__COUNT
} mds_join_state;

/** Why it is not certain. Bits. */
enum {
    MDS_WHY_NO_MODEL = 1,       /**< the inventory names no model */
    MDS_WHY_NO_MAKER = 2,       /**< or no maker */
    MDS_WHY_MAKER_SCRIPT = 4,   /**< the makers are written in different scripts */
    MDS_WHY_MAKER_OTHER = 8,    /**< the makers differ */
    MDS_WHY_MAKER_OF_CHIP = 16, /**< the inventory names the maker of the network chip */
    MDS_WHY_VERSION_OTHER = 32, /**< the form is about another version */
    MDS_WHY_FAMILY = 64,        /**< the inventory names the family, the form a member */
    MDS_WHY_VARIANT = 128,      /**< the inventory names a variant of the form's model */
    MDS_WHY_WITHIN = 256,       /**< the form's model is within another text */
    MDS_WHY_SEVERAL = 512,      /**< several forms are about this model */
    MDS_WHY_SHORT = 1024        /**< the model alone is too short to be sure */
};
enum { MDS_WHY_BITS = 11, MDS_JOIN_CANDIDATES = 3, MDS_JOIN_FORMS = 4 };

/** Devices that the inventory calls the same. */
typedef struct mds_fleet_product {
    const char *text[MDS_INVENTORY__COUNT]; /**< of its first row */
    uint32_t first;                         /**< that row */
    uint32_t rows, units;                   /**< how many rows, and devices in them */
    mds_join_state state;
    uint32_t forms[MDS_JOIN_FORMS];           /**< indices of the joined ones, one of an edition */
    size_t form_count;                        /**< 0: none */
    unsigned why;                             /**< MDS_WHY_.. */
    uint32_t candidates[MDS_JOIN_CANDIDATES]; /**< other forms that may be meant, best first */
    size_t candidate_count;
} mds_fleet_product;

/** What a person has said about a product. */
typedef struct mds_settled {
    const char *maker, *model, *model_number, *version; /**< as the inventory has them */
    const char *form;                                   /**< path; "" for: there is none */
    const char *where;
} mds_settled;

/** A line of the table of zones: a VLAN, a subnet, or both. */
typedef struct mds_zone_line {
    const char *vlan; /**< number or name, "" */
    uint32_t net;     /**< first address of the subnet, IPv4 */
    uint8_t bits;     /**< length of its prefix; with no subnet 0 */
    bool has_net;
    uint32_t zone;       /**< ordinal in the policy */
    const char *context; /**< path of the context of the devices there, "" */
    const char *where;
} mds_zone_line;

typedef struct mds_fleet_list {
    mds_fleet_device *devices;
    size_t device_count;
    mds_fleet_product *products;
    size_t product_count;
    const mds_fleet_form *forms;
    size_t form_count;
    const mds_zone_line *zones;
    size_t zone_count;
} mds_fleet_list;

/** Gives each device an id of its own: its number, else its serial, its MAC, its name, else its
 *  place; and finds serials and MACs that occur twice. MDS_ENOMEM, MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_fleet_identify(mds_fleet_list *fleet, mds_arena *arena,
                                                    const mds_catalog *catalog);

/** Gathers products and joins each to a form, after what was \p settled. A form is joined only when
 *  its model is that of the inventory, in whatever spelling; all else is proposed. Of several forms
 *  of one edition it is that of the same version, else the newest. MDS_ENOMEM, MDS_ELIMIT. */
MDS_NODISCARD MDS_API mds_status mds_fleet_join(mds_fleet_list *fleet, mds_arena *arena,
                                                const mds_catalog *catalog,
                                                const mds_settled *settled, size_t settled_count);

/** Finds the zone of each device: that of its VLAN, else that of the smallest subnet with one of
 *  its addresses. */
MDS_API void mds_fleet_place(mds_fleet_list *fleet);

/** Says what is wrong with the rows of the inventory \p file, a diagnostic a kind with its first
 *  place: an inventory of 50,000 devices has the rest in its table. */
MDS_API void mds_fleet_check_rows(const mds_fleet_list *fleet, const char *file, mds_diags *diags);

/** Says which forms that a person settled in \p file are not there. */
MDS_API void mds_fleet_check_settled(const mds_fleet_list *fleet, const mds_settled *settled,
                                     size_t settled_count, const char *file, mds_diags *diags);

/** "asset_tag"; "to_be_retired"; "probable". */
MDS_API const char *mds_inventory_field_name(mds_inventory_field field);
MDS_API const char *mds_device_use_name(mds_device_use use);
MDS_API const char *mds_join_state_name(mds_join_state state);
/** Of bit number \p i: "no_model". */
MDS_API const char *mds_row_problem_name(unsigned i);
MDS_API const char *mds_join_why_name(unsigned i);

#ifdef __cplusplus
}
#endif
#endif
