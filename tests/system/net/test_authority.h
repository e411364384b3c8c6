// A certificate authority made when the test runs.
#pragma once

#include <memory>
#include <string>

struct ssl_ctx_st;

namespace ekiben::net::test {

/// Which certificate a server shows.
enum class Validity { now, expired, not_yet };

class TestAuthority {
public:
  TestAuthority();
  ~TestAuthority();

  /// The authority's own certificate, in a file that is removed with this.
  const std::string& pem_file() const;
  struct ContextDeleter {
    void operator()(ssl_ctx_st* context) const;
  };
  using Context = std::unique_ptr<ssl_ctx_st, ContextDeleter>;
  /// A server's context with a certificate for `name` ("DNS:a.example" or "IP:127.0.0.1").
  Context server(const std::string& name, Validity validity = Validity::now) const;

private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

/// A context whose certificate nobody signed but itself.
TestAuthority::Context self_signed_server(const std::string& name);

} // namespace ekiben::net::test
