// Requests to answers, answers to bytes: the part of AcceptLoop that writes.
#include "system/http/accept_loop.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <utility>

namespace ekiben::http {

namespace {

constexpr std::uint32_t kReading = EPOLLIN | EPOLLRDHUP;
/// A client that takes this much gets its time anew: at the default deadline 2 kB a second is the slowest reader that is served to the end.
constexpr std::size_t kWriteProgress = 64 * 1024;
/// What a request costs beside its body: fields, path, values.
constexpr std::size_t kRequestOverhead = 1024;

} // namespace

void AcceptLoop::dispatch(Connection& connection) {
  auto& exchange = connection.exchange;
  exchange->request = connection.reader.take_request();
  exchange->token = {connection.slot, ++last_number_};
  connection.number = last_number_;
  connection.request_bytes = exchange->request.body.capacity() + kRequestOverhead;
  connection.state = State::busy;
  busy_.put(connection, now_);
  if (!workers_->submit(exchange)) {
    const auto kept = exchange;
    refuse(connection, 503, &kept->request);
  }
}

void AcceptLoop::refuse(Connection& connection, int status, const Request* request) {
  answer_without_worker(connection, request, desk_->error_page(status, request));
}

void AcceptLoop::answer_without_worker(Connection& connection, const Request* request, Response response) {
  const bool whole = connection.state == State::busy || connection.state == State::parked ||
                     (connection.reader.in_body() && !connection.reader.head().has_body());
  if (!whole) {
    // Where the next request starts is unknown, or behind a body that nobody wants.
    connection.keep_alive = false;
    connection.linger = true;
  }
  const Request unread;
  const Request& about = request != nullptr ? *request : unread;
  desk_->touch(about, nullptr, response);
  RenderedAnswer answer;
  render_shared_answer(about, response, answer);
  connection.reader = RequestReader();
  begin_answer(connection, answer);
}

void AcceptLoop::collect_answers() {
  desk_->collect(items_);
  for (auto& item : items_) {
    auto* connection = connections_.find_by_request(item.token.slot, item.token.number);
    if (connection == nullptr) {
      continue;
    }
    const auto generation = connection->generation;
    if (item.parked) {
      park(*connection);
    } else {
      begin_answer(*connection, item.answer);
    }
    resume(item.token.slot, generation);
  }
  items_.clear();
}

void AcceptLoop::park(Connection& connection) {
  if (parked_.size() >= limits_.max_parked_answers) {
    const auto exchange = connection.exchange;
    refuse(connection, 503, &exchange->request);
    return;
  }
  connection.state = State::parked;
  parked_.put(connection, now_);
}

void AcceptLoop::finish_head(const Connection& connection, std::string& head) const {
  head.append(date_);
  if (!connection.keep_alive) {
    head.append("connection: close\r\n");
  } else if (connection.old_version) {
    head.append("connection: keep-alive\r\n");
  }
  head.append("\r\n");
}

void AcceptLoop::begin_answer(Connection& connection, RenderedAnswer& answer) {
  connection.number = 0;
  connection.keep_alive = connection.keep_alive && !stopping_;
  finish_head(connection, answer.head);
  std::size_t sent = 0;
  switch (send_answer(connection, answer, sent)) {
  case Sent::all:
    after_answer(connection);
    return;
  case Sent::failed:
    close_connection(connection);
    return;
  case Sent::some:
    break;
  }
  connection.outgoing = std::make_unique<Outgoing>(Outgoing{std::move(answer), sent, sent});
  connection.state = State::writing;
  writing_.put(connection, now_);
  arm(connection, EPOLLOUT);
  if (!recharge(connection)) {
    close_connection(connection); // too many slow readers of large answers
  }
}

AcceptLoop::Sent AcceptLoop::send_answer(const Connection& connection, const RenderedAnswer& answer, std::size_t& sent) {
  std::string_view head = answer.head;
  std::string_view body = answer.body_bytes();
  const auto total = head.size() + body.size();
  const auto of_head = std::min(sent, head.size());
  head.remove_prefix(of_head);
  body.remove_prefix(sent - of_head);
  // sendmsg() does not write to what iov_base points at; the structure is only not const because readv() shares it.
  std::array<iovec, 2> parts{iovec{const_cast<char*>(head.data()), head.size()}, iovec{const_cast<char*>(body.data()), body.size()}};
  msghdr message{};
  message.msg_iov = parts.data();
  message.msg_iovlen = body.empty() ? 1 : 2;
  const auto took = sendmsg(connection.fd.get(), &message, MSG_NOSIGNAL);
  if (took < 0) {
    return errno == EAGAIN || errno == EINTR ? Sent::some : Sent::failed;
  }
  sent += static_cast<std::size_t>(took);
  return sent == total ? Sent::all : Sent::some;
}

void AcceptLoop::continue_writing(Connection& connection) {
  auto& outgoing = *connection.outgoing;
  switch (send_answer(connection, outgoing.answer, outgoing.sent)) {
  case Sent::failed:
    close_connection(connection);
    break;
  case Sent::some:
    if (outgoing.sent - outgoing.sent_in_time >= kWriteProgress) {
      outgoing.sent_in_time = outgoing.sent;
      writing_.put(connection, now_);
    }
    break;
  case Sent::all: {
    const auto slot = connection.slot;
    const auto generation = connection.generation;
    after_answer(connection);
    resume(slot, generation);
    break;
  }
  }
}

void AcceptLoop::after_answer(Connection& connection) {
  connection.outgoing.reset();
  connection.exchange.reset();
  connection.request_bytes = 0;
  if (connection.client_counted) {
    request_tally_.remove(*connection.client);
    connection.client_counted = false;
  }
  if (connection.keep_alive) {
    connection.state = State::idle;
    idle_.put(connection, now_);
    return;
  }
  if (!connection.linger) {
    close_connection(connection);
    return;
  }
  // Closing now, with bytes unread, would send a reset that can reach the client before our answer does (RFC 9112 section 9.6).
  shutdown(connection.fd.get(), SHUT_WR);
  connection.state = State::lingering;
  lingering_.put(connection, now_);
  arm(connection, kReading);
  recharge(connection); // what it sent is thrown away already
}

void AcceptLoop::resume(std::uint32_t slot, std::uint32_t generation) {
  auto* connection = connections_.find(slot, generation);
  if (connection == nullptr || connection->state != State::idle) {
    return;
  }
  if (connection->waiting.empty()) {
    arm(*connection, kReading);
    recharge(*connection);
  } else {
    ready_.push_back({slot, generation});
  }
}

} // namespace ekiben::http
