// Something that must reach one inbox.
#pragma once

#include "base/clock.h"
#include "base/id.h"

#include <optional>
#include <string>

namespace ekiben::domain {

enum class Signer { owner, instance };

/// Either `document` names exact bytes that were composed once for many inboxes, or `kind` and `subject` say what the worker composes at
/// each attempt.
struct Delivery {
  Id id;                 ///< given when stored
  std::string kind;      ///< "accept_follow", "reject_follow", ...; what it is, for the composer and for people
  std::string subject;   ///< JSON that is embedded (the Follow); may be empty
  Id document;           ///< documents row; none when it is composed from kind and subject
  std::string inbox;     ///< target URL
  std::string host;      ///< lower-case host[:port] of the inbox
  std::string addressee; ///< actor id; empty for a shared inbox
  Signer signer = Signer::owner;
  /// What it is about: an object's id. Of one host, an activity about an object waits until all older activities about the same object
  /// went there or were given up (federation item 108).
  std::string order_key;
  int attempts = 0;
  Time created_at{};
  Time next_attempt_at{};
  std::string last_error;
};

} // namespace ekiben::domain
