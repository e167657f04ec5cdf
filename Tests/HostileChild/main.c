// HostileChild ATTEMPT [ARGUMENT [settled]]: ends with 0 when it was refused, 7 when it came through, 2 when there is no
// such attempt. HostileChild list: their names.
#include <CSpawn.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "attempts.h"

int main(int count, char **arguments) {
    const Attempt *tables[] = {file_attempts, process_attempts, network_attempts, kernel_attempts, resource_attempts};
    const char *wanted = count > 1 ? arguments[1] : "list";
    for (unsigned i = 0; i < sizeof tables / sizeof *tables; i++) {
        for (const Attempt *attempt = tables[i]; attempt->name; attempt++) {
            if (!strcmp(wanted, "list")) puts(attempt->name);
            if (strcmp(wanted, attempt->name)) continue;
            if (count > 3 && spawn_settle()) return 2;
            errno = 0;
            int came_through = attempt->run(count > 2 ? arguments[2] : "");
            fprintf(stderr, "%s: %s (%s)\n", wanted, came_through ? "CAME THROUGH" : "refused", strerror(errno));
            return came_through ? 7 : 0;
        }
    }
    return strcmp(wanted, "list") ? 2 : 0;
}
