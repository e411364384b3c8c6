// A small name server on loopback: what it says, and what it says the next time, is up to the test.
#pragma once

#include "pure/text/ip_address.h"
#include "system/os/unique_fd.h"

#include <atomic>
#include <functional>
#include <string>
#include <thread>
#include <vector>

namespace ekiben::net::test {

/// One answer. A name may be sent on to another (CNAME), whose addresses come along.
struct DnsAnswer {
  int code = 0; ///< 0 NOERROR, 2 SERVFAIL, 3 NXDOMAIN
  std::string alias;
  std::vector<text::Address> addresses; ///< only those of the asked family are sent
  unsigned ttl = 60;
  bool silent = false; ///< no answer at all
  bool garbage = false;
};

class DnsServer {
public:
  /// `times` counts from 0 for each name and family.
  using Script = std::function<DnsAnswer(const std::string& name, bool v6, int times)>;
  explicit DnsServer(Script script);
  ~DnsServer();

  /// "127.0.0.1:PORT" for ClientOptions::dns_servers.
  std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
  int questions() const { return questions_; }

private:
  void serve();
  std::string reply(const std::string& question);

  Script script_;
  os::UniqueFd socket_;
  int port_ = 0;
  std::atomic<int> questions_{0};
  std::atomic<bool> closing_{false};
  std::vector<std::pair<std::string, int>> times_;
  std::thread thread_;
};

} // namespace ekiben::net::test
