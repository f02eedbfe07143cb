/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <mdsrisk/fleet_plan.h>

#include <math.h>

mds_fleet mds_plan_fleet(const mds_fleet_plan *plan)
{
    double spared = 1.0; /* chance that an intrusion takes none of them */
    double taken = 0.0;
    double other = 0.0;

    for (size_t i = 0; i < plan->device_count; i++) {
        const mds_plan_device *device = &plan->devices[i];
        if (device->assessed) {
            spared *= pow(1.0 - fmin(1.0, device->taken), device->units);
            taken += fmin(1.0, device->taken) * device->units;
            other += device->other * device->units;
        }
    }
    const double hit = 1.0 - spared;
    return (mds_fleet){.years =
                           hit > 0.0 && plan->anchor > 0.0 ? 1.0 / (plan->anchor * hit) : HUGE_VAL,
                       .taken = hit > 0.0 ? taken / hit : 0.0,
                       .other = other};
}
