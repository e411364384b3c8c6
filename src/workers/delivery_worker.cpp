#include "workers/delivery_worker.h"

#include "actions/forget_account.h"
#include "actions/record_delivery.h"
#include "federation/compose.h"
#include "federation/fetch_key.h"
#include "store/read_deliveries.h"
#include "store/readers.h"
#include "store/writer.h"
#include "system/log/log.h"
#include "system/os/random.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ekiben::workers {
namespace {

constexpr std::size_t kBatch = 1'000;
constexpr std::chrono::seconds kLongestSleep{60};
constexpr std::chrono::seconds kLookDeadline{20};

/// [0, 1)
double random_fraction() {
  std::array<unsigned char, 4> bytes{};
  os::fill_random(bytes);
  const std::uint32_t number = static_cast<std::uint32_t>(bytes[0]) << 24 | static_cast<std::uint32_t>(bytes[1]) << 16 |
                               static_cast<std::uint32_t>(bytes[2]) << 8 | bytes[3];
  return static_cast<double>(number) / 4294967296.0;
}

std::string describe(const domain::Delivery& delivery) { return delivery.kind + " to " + delivery.inbox; }

} // namespace

DeliveryWorker::DeliveryWorker(federation::FetchContext fetch_context, actions::Context actions_context, store::Readers& readers,
                               store::Changes& changes)
    : fetch_context_(fetch_context), actions_context_(actions_context), readers_(readers), changes_(changes) {}

DeliveryWorker::~DeliveryWorker() { stop(); }

void DeliveryWorker::start() {
  subscription_ = changes_.subscribe({store::Change::deliveries, store::Change::instance}, [this] { wake_up_.ring(); });
  thread_ = std::thread([this] { run(); });
}

void DeliveryWorker::stop() {
  subscription_.reset();
  wake_up_.stop();
  if (thread_.joinable()) {
    thread_.join();
  }
}

void DeliveryWorker::run() {
  while (!wake_up_.stopped()) {
    if (!wake_up_.wait(work_once())) {
      break;
    }
  }
}

std::chrono::milliseconds DeliveryWorker::work_once() {
  const auto identity = fetch_context_.identities.current();
  if (!identity) {
    return kLongestSleep;
  }
  const Time now = fetch_context_.clock.now();
  auto [due, next] = [&] {
    const auto reader = readers_.take();
    return std::pair(store::list_due_deliveries(reader, now, kBatch), store::find_next_delivery_time(reader, now));
  }();
  if (!due || !next) {
    log::error("reading what must be delivered: " + (due ? next.error() : due.error()).message);
    return kLongestSleep;
  }
  for (domain::Delivery& delivery : *due) {
    if (claim(delivery)) {
      start_attempt(std::move(delivery), *identity);
    }
  }
  // What could not start now starts when an attempt ends: that rings.
  return *next ? std::clamp<std::chrono::milliseconds>(**next - now, std::chrono::milliseconds{10}, kLongestSleep) : kLongestSleep;
}

bool DeliveryWorker::claim(const domain::Delivery& delivery) {
  const std::lock_guard lock(mutex_);
  if (in_flight_.size() >= kMaxInFlight || in_flight_.count(delivery.id) > 0) {
    return false;
  }
  std::size_t& of_host = of_host_[delivery.host];
  if (of_host >= kMaxInFlightPerHost) {
    return false;
  }
  ++of_host;
  in_flight_.insert(delivery.id);
  return true;
}

void DeliveryWorker::release(Id id, const std::string& host) {
  {
    const std::lock_guard lock(mutex_);
    in_flight_.erase(id);
    const auto of_host = of_host_.find(host);
    if (of_host != of_host_.end() && --of_host->second == 0) {
      of_host_.erase(of_host);
    }
  }
  wake_up_.ring();
}

Result<std::string> DeliveryWorker::load_body(const domain::Delivery& delivery, const federation::Identity& identity) const {
  if (delivery.document) {
    const auto reader = readers_.take();
    return store::load_document(reader, delivery.document);
  }
  return federation::compose_delivery(identity.ids, delivery.id, delivery.kind, delivery.subject);
}

void DeliveryWorker::start_attempt(domain::Delivery delivery, const federation::Identity& identity) {
  auto body = load_body(delivery, identity);
  if (!body) {
    record(delivery, federation::DeliveryReport{federation::DeliveryOutcome::refused, std::nullopt, body.error().message});
    return;
  }
  const std::string inbox = delivery.inbox;
  federation::deliver(fetch_context_.client, fetch_context_.clock, identity, delivery.signer, inbox, std::move(*body),
                      [this, delivery = std::move(delivery)](const federation::DeliveryReport& report) { record(delivery, report); });
}

void DeliveryWorker::record(const domain::Delivery& delivery, const federation::DeliveryReport& report) {
  if (wake_up_.stopped()) {
    return; // the row is still due: sent again after the start, with the same id
  }
  const auto recorded = [this, id = delivery.id, host = delivery.host](const Result<void>& outcome) {
    if (!outcome) {
      log::error("recording a delivery to " + host + ": " + outcome.error().message);
    }
    release(id, host);
  };
  switch (report.outcome) {
  case federation::DeliveryOutcome::delivered:
    actions::record_delivered(actions_context_, delivery, recorded);
    log::info(describe(delivery) + " delivered");
    break;
  case federation::DeliveryOutcome::try_again:
    actions::record_failed_attempt(actions_context_, delivery, report.reason, report.retry_after, random_fraction(), recorded);
    log::info(describe(delivery) + " " + report.reason + ", attempt " + std::to_string(delivery.attempts + 1));
    break;
  case federation::DeliveryOutcome::inbox_gone:
    look_at_addressee(delivery.addressee);
    [[fallthrough]];
  case federation::DeliveryOutcome::refused:
    actions::record_refused(actions_context_, delivery, report.reason, recorded);
    log::info(describe(delivery) + " given up: " + report.reason);
    break;
  }
}

void DeliveryWorker::look_at_addressee(const std::string& actor) {
  if (actor.empty()) {
    return;
  }
  // An inbox that says 404 or 410 may be a mistake; when their document says it too, they are gone (items 106, 107).
  federation::fetch_actor(
      fetch_context_, actor, fetch_context_.clock.steady_now() + kLookDeadline, [this, actor](const Result<activitypub::Actor>& found) {
        const bool gone = !found && (found.error().kind == ErrorKind::gone || found.error().kind == ErrorKind::not_found);
        if (!gone || wake_up_.stopped()) {
          return;
        }
        log::notice(actor + " is gone");
        actions_context_.writer.submit([actor](store::Transaction& transaction) { return actions::forget_account(transaction, actor); },
                                       [](Result<void>) {});
      });
}

} // namespace ekiben::workers
