// fork, which Swift marks as unavailable.

#define _GNU_SOURCE

#include "CPoppler.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

int quire_fork(int *end) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC)) return -1;
    // A whole page of text fits in; without the right to so much it is smaller.
    fcntl(ends[1], F_SETPIPE_SZ, 1 << 20);
    pid_t parent = getpid();
    pid_t child = fork();
    if (child < 0) {
        close(ends[0]);
        close(ends[1]);
        return -1;
    }
    if (child > 0) {
        close(ends[1]);
        *end = ends[0];
        return child;
    }
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    // It may have died before that was said.
    if (getppid() != parent) _exit(1);
    close(ends[0]);
    fcntl(ends[1], F_SETFL, O_NONBLOCK);
    *end = ends[1];
    return 0;
}
