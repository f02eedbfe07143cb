/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/address.h"

#include <criterion/criterion.h>
#include <string.h>

static mds_sv sv(const char *text)
{
    return (mds_sv){text, strlen(text)};
}

Test(address, ip4)
{
    static const char *const good[] = {"0.0.0.0", "10.20.30.4", "255.255.255.255", "010.1.1.1"};
    static const char *const bad[] = {"",       "1.2.3",     "1.2.3.4.5",  "1.2.3.256",
                                      "1.2.3.", "1.2.3.4 ",  "1.2.3.4/24", "a.b.c.d",
                                      "1..2.3", "1.2.3.0004"};
    uint32_t address = 0;

    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        cr_expect(mds_address_ip4(&address, sv(good[i])), "%s", good[i]);
    }
    cr_assert_eq(address, 0x0A010101);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        cr_expect_not(mds_address_ip4(&address, sv(bad[i])), "%s", bad[i]);
    }
}

Test(address, subnets)
{
    static const char *const bad[] = {"10.0.0.0", "10.0.0.0/", "10.0.0.0/33",
                                      "10.0.0/8", "/8",        "10.0.0.0/8a"};
    uint32_t net = 0;
    uint8_t bits = 0;

    cr_assert(mds_address_net4(&net, &bits, sv("10.20.30.77/24")));
    cr_assert_eq(net, 0x0A141E00);
    cr_assert_eq(bits, 24);
    cr_assert(mds_address_within(0x0A141EFF, net, bits));
    cr_assert_not(mds_address_within(0x0A141F00, net, bits));
    cr_assert(mds_address_net4(&net, &bits, sv("1.2.3.4/0")));
    cr_assert(mds_address_within(0xFFFFFFFF, net, bits));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        cr_expect_not(mds_address_net4(&net, &bits, sv(bad[i])), "%s", bad[i]);
    }
}

Test(address, mac)
{
    static const char *const good[] = {"02:BD:A5:54:16:70", "02-bd-a5-54-16-70", "02bd.a554.1670",
                                       "02BDA5541670", "02 bd a5 54 16 70"};
    static const char *const bad[] = {"",
                                      "02:BD:A5:54:16",
                                      "02:BD:A5:54:16:7",
                                      "02:BD-A5:54:16:70",
                                      "02:BD:A5:54:16:70:",
                                      ":02:BD:A5:54:16:70",
                                      "02::BD:A5:54:1670",
                                      "02:BD:A5:54:16:GG",
                                      "10.20.30.40"};

    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        cr_expect(mds_address_is_mac(sv(good[i])), "%s", good[i]);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        cr_expect_not(mds_address_is_mac(sv(bad[i])), "%s", bad[i]);
    }
}

Test(address, lists)
{
    mds_sv rest = sv(" [10.1.1.1, 10.1.1.2]|fe80::1;");
    mds_sv word;
    size_t n = 0;

    while (mds_address_next(&word, &rest)) {
        n++;
    }
    cr_assert_eq(n, 3);
}
