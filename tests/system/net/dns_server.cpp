#include "system/net/dns_server.h"

#include <netinet/in.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>

namespace ekiben::net::test {
namespace {

constexpr int kTypeA = 1;
constexpr int kTypeCname = 5;
constexpr int kTypeAaaa = 28;

void append16(std::string& out, unsigned value) {
  out += static_cast<char>(value >> 8 & 0xFF);
  out += static_cast<char>(value & 0xFF);
}

void append32(std::string& out, unsigned value) {
  append16(out, value >> 16);
  append16(out, value & 0xFFFF);
}

std::string wire_name(const std::string& name) {
  std::string out;
  std::size_t at = 0;
  while (at < name.size()) {
    const auto dot = std::min(name.find('.', at), name.size());
    out += static_cast<char>(dot - at);
    out += name.substr(at, dot - at);
    at = dot + 1;
  }
  return out + '\0';
}

void append_record(std::string& out, const std::string& owner, int type, unsigned ttl, const std::string& data) {
  out += owner;
  append16(out, static_cast<unsigned>(type));
  append16(out, 1);
  append32(out, ttl);
  append16(out, static_cast<unsigned>(data.size()));
  out += data;
}

} // namespace

DnsServer::DnsServer(Script script) : script_(std::move(script)), socket_(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (::bind(socket_.get(), reinterpret_cast<sockaddr*>(&address), size) != 0 ||
      ::getsockname(socket_.get(), reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    throw std::runtime_error("no UDP socket");
  }
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { serve(); });
}

DnsServer::~DnsServer() {
  closing_ = true;
  thread_.join();
}

void DnsServer::serve() {
  while (!closing_) {
    pollfd entry{socket_.get(), POLLIN, 0};
    if (::poll(&entry, 1, 50) <= 0) {
      continue;
    }
    char buffer[1500];
    sockaddr_storage from{};
    socklen_t size = sizeof from;
    const ssize_t got = ::recvfrom(socket_.get(), buffer, sizeof buffer, 0, reinterpret_cast<sockaddr*>(&from), &size);
    if (got < 17) {
      continue;
    }
    ++questions_;
    const std::string answer = reply(std::string(buffer, static_cast<std::size_t>(got)));
    if (!answer.empty()) {
      ::sendto(socket_.get(), answer.data(), answer.size(), 0, reinterpret_cast<sockaddr*>(&from), size);
    }
  }
}

std::string DnsServer::reply(const std::string& question) {
  std::string name;
  std::size_t at = 12;
  while (at < question.size() && question[at] != 0) {
    const auto length = static_cast<unsigned char>(question[at]);
    name += (name.empty() ? "" : ".") + question.substr(at + 1, length);
    at += 1U + length;
  }
  const std::size_t end = at + 5;
  if (end > question.size()) {
    return {};
  }
  const bool v6 = question[at + 2] == kTypeAaaa;
  const std::string key = name + (v6 ? " AAAA" : " A");
  int times = 0;
  bool known = false;
  for (auto& [asked, count] : times_) {
    if (asked == key) {
      times = ++count;
      known = true;
    }
  }
  if (!known) {
    times_.emplace_back(key, 0);
  }
  const DnsAnswer answer = script_(name, v6, times);
  if (answer.silent) {
    return {};
  }
  std::string records;
  unsigned count = 0;
  std::string owner("\xC0\x0C", 2); // the asked name, by reference
  if (!answer.alias.empty()) {
    append_record(records, owner, kTypeCname, answer.ttl, wire_name(answer.alias));
    owner = wire_name(answer.alias);
    ++count;
  }
  for (const text::Address& address : answer.addresses) {
    if (address.v6 == v6) {
      append_record(records, owner, v6 ? kTypeAaaa : kTypeA, answer.ttl,
                    std::string(reinterpret_cast<const char*>(address.bytes.data()), address.v6 ? 16 : 4));
      ++count;
    }
  }
  std::string out = question.substr(0, 2);
  append16(out, 0x8180U | static_cast<unsigned>(answer.code));
  append16(out, 1);
  append16(out, answer.garbage ? 500 : count);
  append32(out, 0);
  out += question.substr(12, end - 12);
  out += answer.garbage ? std::string("\xC0\x0C\xC0\xFF\x00\x01\xFF\xFF", 8) : records;
  return out;
}

} // namespace ekiben::net::test
