// One client's connection, as the accept loop sees it.
#pragma once

#include "base/clock.h"
#include "pure/http/request_reader.h"
#include "pure/text/ip_address.h"
#include "system/http/exchange.h"
#include "system/http/rendered_answer.h"
#include "system/os/unique_fd.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace ekiben::http {

class DeadlineList;

/// An answer that is being sent: the kernel took `sent` bytes of head and body so far.
struct Outgoing {
  RenderedAnswer answer;
  std::size_t sent = 0;
  std::size_t sent_in_time = 0; ///< what was sent when the deadline was last moved on
  std::size_t size() const { return answer.head.size() + answer.body_bytes().size(); }
};

struct Connection {
  enum class State : std::uint8_t {
    fresh,    ///< accepted, nothing has come
    head,     ///< a part of a head has come
    body,     ///< the head is good, the body is coming
    busy,     ///< a worker has the request
    parked,   ///< the handler has returned and answers later
    writing,  ///< the client takes the answer slowly
    idle,     ///< between two requests
    lingering ///< answered for the last time; what the client still sends is thrown away so that it can read the answer
  };

  os::UniqueFd fd;
  std::uint32_t slot = 0;
  std::uint32_t generation = 0;
  State state = State::fresh;

  // Place in the list of its state (deadline_list.h).
  DeadlineList* list = nullptr;
  Connection* previous = nullptr;
  Connection* next = nullptr;
  SteadyTime deadline{};

  std::optional<text::Address> peer; ///< nothing for a unix socket
  std::string peer_text;
  bool from_proxy = false;        ///< the peer is a trusted proxy
  bool counted = false;           ///< in the tally of connections by address
  std::uint32_t armed = 0;        ///< epoll events asked for
  bool keep_alive = true;         ///< may stay open after the present answer
  bool old_version = false;       ///< the present request is HTTP/1.0: staying open must be said
  bool linger = false;            ///< close only after the client has had time to read
  std::uint16_t discarded_kb = 0; ///< thrown away while lingering

  RequestReader reader;
  std::string waiting;                ///< bytes behind the present request, for when it is answered
  std::uint64_t number = 0;           ///< of the present request (Token)
  std::shared_ptr<Exchange> exchange; ///< from the end of the head until the answer is sent
  std::unique_ptr<Outgoing> outgoing;

  std::optional<text::Address> client; ///< whom the present request's bytes are charged to
  bool client_counted = false;         ///< in the tally of proxied requests by address
  std::size_t charged = 0;             ///< bytes in the total of buffered bytes
  std::size_t request_bytes = 0;       ///< of the body that a worker has
};

} // namespace ekiben::http
