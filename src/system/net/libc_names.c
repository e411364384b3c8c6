// Names never reach glibc: in the static binary these definitions stand in place of glibc's look-up of names, services, libraries and
// character sets.
//
// Why: glibc's getaddrinfo follows the host's nsswitch.conf and loads the host's NSS modules, and a second libc with them, into a static
// program; with another glibc on the host that crashes. Names are asked through c-ares (name_resolver) and nowhere else, so what remains
// here knows numeric addresses only: a host name handed to connect() by mistake cannot leave the machine.
// Why an object and not a library: meson.build links it first, so these win over libc.a and its NSS code stays out of the binary
// (tests/system_level/run_static_binary looks).
// Only for the release build; C because these are libc's own names.
#include <arpa/inet.h>
#include <dlfcn.h>
#include <errno.h>
#include <iconv.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

// One allocation an answer: freeaddrinfo frees it by its first member.
struct numeric_answer {
  struct addrinfo info;
  union {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
  } address;
};

static int parse_port(const char* service, in_port_t* port) {
  *port = 0;
  if (service == NULL || *service == '\0')
    return 0;
  char* end = NULL;
  errno = 0;
  const long number = strtol(service, &end, 10);
  if (errno != 0 || *end != '\0' || number < 0 || number > 65535)
    return EAI_SERVICE;
  *port = htons((in_port_t)number);
  return 0;
}

/// RFC 3493 section 6.1 for numeric hosts and ports alone: one answer, EAI_NONAME for every name.
int getaddrinfo(const char* node, const char* service, const struct addrinfo* hints, struct addrinfo** result) {
  const int family = hints != NULL ? hints->ai_family : AF_UNSPEC;
  const int passive = hints != NULL && (hints->ai_flags & AI_PASSIVE) != 0;
  in_port_t port = 0;
  if (parse_port(service, &port) != 0)
    return EAI_SERVICE;
  struct numeric_answer* answer = calloc(1, sizeof *answer);
  if (answer == NULL)
    return EAI_MEMORY;

  struct in_addr v4 = {.s_addr = htonl(passive ? INADDR_ANY : INADDR_LOOPBACK)};
  struct in6_addr v6 = passive ? in6addr_any : in6addr_loopback;
  if ((family == AF_UNSPEC || family == AF_INET) && (node == NULL || inet_pton(AF_INET, node, &v4) == 1)) {
    answer->address.v4 = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = port, .sin_addr = v4};
    answer->info.ai_addrlen = sizeof answer->address.v4;
  } else if ((family == AF_UNSPEC || family == AF_INET6) && (node == NULL || inet_pton(AF_INET6, node, &v6) == 1)) {
    answer->address.v6 = (struct sockaddr_in6){.sin6_family = AF_INET6, .sin6_port = port, .sin6_addr = v6};
    answer->info.ai_addrlen = sizeof answer->address.v6;
  } else {
    free(answer);
    return EAI_NONAME;
  }
  answer->info.ai_family = answer->address.any.sa_family;
  answer->info.ai_socktype = hints != NULL && hints->ai_socktype != 0 ? hints->ai_socktype : SOCK_STREAM;
  answer->info.ai_protocol = hints != NULL ? hints->ai_protocol : 0;
  answer->info.ai_addr = &answer->address.any;
  *result = &answer->info;
  return 0;
}

void freeaddrinfo(struct addrinfo* list) {
  while (list != NULL) {
    struct addrinfo* next = list->ai_next;
    free(list);
    list = next;
  }
}

const char* gai_strerror(int error) {
  (void)error;
  return "only numeric addresses are understood here";
}

/// Always as with NI_NUMERICHOST and NI_NUMERICSERV.
int getnameinfo(const struct sockaddr* address, socklen_t size, char* host, socklen_t host_size, char* service, socklen_t service_size,
                int flags) {
  (void)flags;
  const void* bytes = NULL;
  in_port_t port = 0;
  if (address->sa_family == AF_INET && size >= sizeof(struct sockaddr_in)) {
    const struct sockaddr_in* v4 = (const struct sockaddr_in*)(const void*)address;
    bytes = &v4->sin_addr;
    port = ntohs(v4->sin_port);
  } else if (address->sa_family == AF_INET6 && size >= sizeof(struct sockaddr_in6)) {
    const struct sockaddr_in6* v6 = (const struct sockaddr_in6*)(const void*)address;
    bytes = &v6->sin6_addr;
    port = ntohs(v6->sin6_port);
  } else {
    return EAI_FAMILY;
  }
  if (host != NULL && host_size > 0 && inet_ntop(address->sa_family, bytes, host, host_size) == NULL)
    return EAI_OVERFLOW;
  if (service != NULL && service_size > 0 && snprintf(service, service_size, "%u", (unsigned)port) >= (int)service_size)
    return EAI_OVERFLOW;
  return 0;
}

// The older names for the same, as OpenSSL and c-ares call them: nothing is ever found.
struct hostent* gethostbyname(const char* name) {
  (void)name;
  return NULL;
}

struct hostent* gethostbyaddr(const void* address, socklen_t size, int type) {
  (void)address, (void)size, (void)type;
  return NULL;
}

int getservbyname_r(const char* name, const char* protocol, struct servent* buffer, char* text, size_t size, struct servent** result) {
  (void)name, (void)protocol, (void)buffer, (void)text, (void)size;
  *result = NULL;
  return ENOENT;
}

int getservbyport_r(int port, const char* protocol, struct servent* buffer, char* text, size_t size, struct servent** result) {
  (void)port, (void)protocol, (void)buffer, (void)text, (void)size;
  *result = NULL;
  return ENOENT;
}

struct servent* getservbyname(const char* name, const char* protocol) {
  (void)name, (void)protocol;
  return NULL;
}

struct servent* getservbyport(int port, const char* protocol) {
  (void)port, (void)protocol;
  return NULL;
}

// OpenSSL could load engines and providers from the host: there is nothing to load into a static binary.
void* dlopen(const char* file, int mode) {
  (void)file, (void)mode;
  return NULL;
}

void* dlsym(void* restrict handle, const char* restrict name) {
  (void)handle, (void)name;
  return NULL;
}

int dlclose(void* handle) {
  (void)handle;
  return 0;
}

char* dlerror(void) {
  static char text[] = "a static binary loads no libraries";
  return text;
}

int dladdr(const void* address, Dl_info* information) {
  (void)address, (void)information;
  return 0;
}

// libunistring could convert from the locale's character set, for which glibc loads modules of the host as well: ekiben is UTF-8 alone.
iconv_t iconv_open(const char* to, const char* from) {
  (void)to, (void)from;
  errno = EINVAL;
  return (iconv_t)-1;
}

size_t iconv(iconv_t conversion, char** restrict input, size_t* restrict input_left, char** restrict output, size_t* restrict output_left) {
  (void)conversion, (void)input, (void)input_left, (void)output, (void)output_left;
  errno = EBADF;
  return (size_t)-1;
}

int iconv_close(iconv_t conversion) {
  (void)conversion;
  return 0;
}
