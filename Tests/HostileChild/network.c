// The network. The argument is a TCP port of 127.0.0.1 where the test listens, or the path of its Unix socket.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <linux/netlink.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "attempts.h"

static struct sockaddr_in loopback(const char *port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(port))};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

static int connect_tcp(const char *port) {
    struct sockaddr_in address = loopback(port);
    return connect(socket(AF_INET, SOCK_STREAM, 0), (void *)&address, sizeof address) == 0;
}

static int bind_tcp(const char *unused) {
    struct sockaddr_in address = loopback("0");
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    return (void)unused, bind(listener, (void *)&address, sizeof address) == 0 && listen(listener, 1) == 0;
}

static int send_udp(const char *unused) {
    struct sockaddr_in address = loopback("9");
    int sender = socket(AF_INET, SOCK_DGRAM, 0);
    return (void)unused, sendto(sender, "x", 1, 0, (void *)&address, sizeof address) == 1;
}

static int connect_unix(const char *path) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, "%s", path);
    return connect(socket(AF_UNIX, SOCK_STREAM, 0), (void *)&address, sizeof address) == 0;
}

static int bind_abstract(const char *unused) {
    struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "\0quire-hostile-child"};
    return (void)unused, bind(socket(AF_UNIX, SOCK_STREAM, 0), (void *)&address, sizeof address) == 0;
}

static int has_socket(int family, int type, int protocol) { return socket(family, type, protocol) >= 0; }
static int raw_socket(const char *unused) { return (void)unused, has_socket(AF_INET, SOCK_RAW, IPPROTO_ICMP); }
static int packet_socket(const char *unused) { return (void)unused, has_socket(AF_PACKET, SOCK_RAW, 0); }
static int netlink_socket(const char *unused) { return (void)unused, has_socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE); }
static int vsock_socket(const char *unused) { return (void)unused, has_socket(AF_VSOCK, SOCK_STREAM, 0); }
static int tcp6_socket(const char *unused) { return (void)unused, has_socket(AF_INET6, SOCK_STREAM, 0); }

static int pair(const char *unused) {
    int ends[2];
    return (void)unused, socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0;
}

const Attempt network_attempts[] = {
    {"connect-tcp", connect_tcp}, {"bind-tcp", bind_tcp}, {"send-udp", send_udp}, {"connect-unix", connect_unix},
    {"bind-abstract", bind_abstract}, {"raw-socket", raw_socket}, {"packet-socket", packet_socket},
    {"netlink-socket", netlink_socket}, {"vsock-socket", vsock_socket}, {"tcp6-socket", tcp6_socket},
    {"socketpair", pair}, {NULL, NULL},
};
