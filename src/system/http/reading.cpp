// Bytes to requests: the part of AcceptLoop that reads.
#include "system/http/accept_loop.h"

#include <cerrno>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <utility>

namespace ekiben::http {

namespace {

constexpr std::uint32_t kReading = EPOLLIN | EPOLLRDHUP;
/// One connection's pipelined requests answered in a row before others get their turn.
constexpr int kRequestsPerTurn = 32;
/// Thrown away for a client that goes on sending after its last answer.
constexpr std::uint16_t kMaxDiscardedKb = 1024;

} // namespace

void AcceptLoop::read_some(Connection& connection) {
  const auto got = recv(connection.fd.get(), scratch_.data(), scratch_.size(), 0);
  if (got > 0) {
    consume(connection, std::string_view(scratch_.data(), static_cast<std::size_t>(got)));
  } else if (got == 0 || (errno != EAGAIN && errno != EINTR)) {
    close_connection(connection);
  }
}

void AcceptLoop::discard_some(Connection& connection) {
  const auto got = recv(connection.fd.get(), scratch_.data(), scratch_.size(), 0);
  if (got > 0) {
    connection.discarded_kb = static_cast<std::uint16_t>(connection.discarded_kb + got / 1024 + 1);
  }
  if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR) || connection.discarded_kb > kMaxDiscardedKb) {
    close_connection(connection);
  }
}

/// Answers what can be answered and keeps the rest. `input` may lie in scratch_; what is left of it is copied.
void AcceptLoop::consume(Connection& connection, std::string_view input) {
  const auto slot = connection.slot;
  const auto generation = connection.generation;
  std::string joined;
  if (!connection.waiting.empty()) {
    joined = std::exchange(connection.waiting, {});
    joined.append(input);
    input = joined;
  }
  const auto is_reading = [&connection] {
    return connection.state == State::fresh || connection.state == State::head || connection.state == State::body ||
           connection.state == State::idle;
  };
  for (int requests = 0; is_reading() && !input.empty(); ++requests) {
    if (requests == kRequestsPerTurn) {
      ready_.push_back({slot, generation});
      break;
    }
    const auto consumed = consume_step(connection, input);
    if (connections_.find(slot, generation) == nullptr) {
      return;
    }
    input.remove_prefix(consumed);
  }
  if (connection.state == State::lingering || connection.linger) {
    input = {};
  }
  connection.waiting.assign(input);
  if (is_reading() && input.empty()) {
    arm(connection, kReading);
  }
  if (!recharge(connection) && is_reading()) {
    refuse(connection, 503, nullptr);
  }
}

/// Takes one piece: a part of a head or body, or everything up to the end of a request. Returns how many bytes it took; the connection may
/// be gone afterwards.
std::size_t AcceptLoop::consume_step(Connection& connection, std::string_view input) {
  if (connection.state != State::body) {
    const auto step = connection.reader.read_head(input, head_limits_);
    switch (step.event) {
    case RequestReader::Event::refused:
      refuse(connection, step.refusal.status, nullptr);
      return input.size();
    case RequestReader::Event::head:
      return on_head(connection, step.consumed);
    default:
      if (connection.state == State::idle && connection.reader.in_head()) {
        heads_.put(connection, now_);
      }
      if (connection.reader.in_head()) {
        connection.state = State::head;
      }
      return step.consumed;
    }
  }
  const auto step = connection.reader.read_body(input, connection.exchange->route->max_body);
  if (step.event == RequestReader::Event::refused) {
    refuse(connection, step.refusal.status, &connection.reader.head().request);
    return input.size();
  }
  if (step.event == RequestReader::Event::request) {
    dispatch(connection);
  }
  return step.consumed;
}

/// The head is good: who asks, can it be answered at once, where does it go, how large may its body be.
std::size_t AcceptLoop::on_head(Connection& connection, std::size_t consumed) {
  auto& head = connection.reader.head();
  connection.keep_alive = head.keep_alive && !stopping_;
  connection.old_version = head.old_version;
  identify_client(connection, head.request);
  if (!head.has_body() && answer_from_cache(connection, head.request)) {
    return consumed;
  }
  if (connection.from_proxy && connection.client) {
    if (!request_tally_.add(*connection.client)) {
      refuse(connection, 429, &head.request);
      return consumed;
    }
    connection.client_counted = true;
  }
  route_request(connection);
  return consumed;
}

void AcceptLoop::identify_client(Connection& connection, Request& request) {
  request.peer_address = connection.peer_text;
  if (!connection.from_proxy) {
    return;
  }
  // The bytes of the head were nobody's; from here on they are this client's.
  discharge(connection);
  connection.client = proxies_.forwarded_client(request.headers);
  if (connection.client) {
    request.peer_address = connection.client->text();
    request.from_proxy = true;
  }
}

bool AcceptLoop::answer_from_cache(Connection& connection, const Request& request) {
  if (!options_.cache_lookup || (request.method != Method::get && request.method != Method::head)) {
    return false;
  }
  auto response = options_.cache_lookup(request);
  if (!response) {
    return false;
  }
  render_shared_answer(request, *response, scratch_answer_);
  connection.reader.take_request();
  begin_answer(connection, scratch_answer_);
  return true;
}

void AcceptLoop::route_request(Connection& connection) {
  const auto& head = connection.reader.head();
  auto match = router_.match(head.request.method, head.request.path());
  if (match.route == nullptr) {
    refuse_route(connection, match);
    return;
  }
  if (head.content_length.value_or(0) > match.route->max_body || (head.chunked && match.route->max_body == 0)) {
    refuse(connection, 413, &head.request);
    return;
  }
  connection.exchange = std::make_shared<Exchange>();
  connection.exchange->route = match.route;
  connection.exchange->values = std::move(match.values);
  if (!head.has_body()) {
    dispatch(connection);
    return;
  }
  connection.state = State::body;
  bodies_.put(connection, now_);
  if (head.expects_continue) {
    constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    send(connection.fd.get(), kContinue.data(), kContinue.size(), MSG_NOSIGNAL);
  }
}

void AcceptLoop::refuse_route(Connection& connection, const Router::Match& match) {
  const auto& request = connection.reader.head().request;
  if (request.method == Method::other) {
    refuse(connection, 501, &request);
    return;
  }
  if (match.path_exists) {
    auto response = desk_->error_page(405, &request);
    response.headers.set("allow", match.allow);
    answer_without_worker(connection, &request, std::move(response));
    return;
  }
  auto path = request.path();
  if (path.size() > 1 && path.ends_with('/') && (request.method == Method::get || request.method == Method::head)) {
    path.remove_suffix(1);
    // A row matched, so the path starts with one slash only: never a way to another host.
    if (router_.match(Method::get, path).route != nullptr) {
      Response response;
      response.status = 301;
      response.headers.set("location", std::string(path) + request.target.substr(path.size() + 1));
      answer_without_worker(connection, &request, std::move(response));
      return;
    }
  }
  refuse(connection, 404, &request);
}

bool AcceptLoop::recharge(Connection& connection) {
  const auto& outgoing = connection.outgoing;
  const auto held = connection.reader.buffered() + connection.waiting.capacity() + connection.request_bytes +
                    (outgoing ? outgoing->answer.head.size() + outgoing->answer.body.size() : 0);
  if (held > connection.charged) {
    const auto more = held - connection.charged;
    if (buffered_ + more > limits_.max_buffered_bytes) {
      return false;
    }
    if (connection.client && !byte_tally_.add(*connection.client, more)) {
      return false;
    }
    buffered_ += more;
  } else {
    const auto less = connection.charged - held;
    buffered_ -= less;
    if (connection.client && less > 0) {
      byte_tally_.remove(*connection.client, less);
    }
  }
  connection.charged = held;
  return true;
}

void AcceptLoop::discharge(Connection& connection) {
  buffered_ -= connection.charged;
  if (connection.client && connection.charged > 0) {
    byte_tally_.remove(*connection.client, connection.charged);
  }
  connection.charged = 0;
  if (connection.client_counted) {
    request_tally_.remove(*connection.client);
    connection.client_counted = false;
  }
}

} // namespace ekiben::http
