#include "federation/deliver.h"

#include "pure/activitypub/media_type.h"
#include "pure/http/date.h"
#include "pure/signatures/sign.h"
#include "pure/text/ascii.h"
#include "pure/text/url.h"

#include <algorithm>

namespace ekiben::federation {
namespace {

/// The answer to a delivery is of no interest; more than this is cut off by the client as too_large.
constexpr std::size_t kMaxAnswerBytes = 64 * 1024;

DeliveryOutcome outcome_of_status(int status) {
  if (status >= 200 && status < 300) {
    return DeliveryOutcome::delivered;
  }
  if (status == 404 || status == 410) {
    return DeliveryOutcome::inbox_gone;
  }
  const bool worth_another = status == 401 || status == 408 || status == 429 || (status >= 500 && status != 501) || status < 400;
  return worth_another ? DeliveryOutcome::try_again : DeliveryOutcome::refused;
}

} // namespace

std::optional<std::chrono::seconds> read_retry_after(std::string_view value, Time now) {
  value = text::trim(value);
  if (!value.empty() && value.size() <= 9 && std::all_of(value.begin(), value.end(), text::is_digit)) {
    return std::chrono::seconds{std::stoll(std::string(value))};
  }
  if (const auto date = http::parse_http_date(value, now)) {
    return std::max(std::chrono::ceil<std::chrono::seconds>(*date - now), std::chrono::seconds{0});
  }
  return std::nullopt;
}

DeliveryReport report_of_answer(const net::ClientResponse& answer, Time now) {
  DeliveryReport report{outcome_of_status(answer.status), std::nullopt, "answered " + std::to_string(answer.status)};
  if (report.outcome == DeliveryOutcome::try_again) {
    report.retry_after = read_retry_after(answer.headers.find("retry-after").value_or(""), now);
  }
  return report;
}

DeliveryReport report_of_error(const Error& error) {
  // What the client calls invalid or forbidden (a URL, an address it may not dial) does not get better; too_large came after a status we
  // did not see: the peer answered at length, most likely an error page.
  const bool hopeless = error.kind == ErrorKind::invalid || error.kind == ErrorKind::forbidden;
  return {hopeless ? DeliveryOutcome::refused : DeliveryOutcome::try_again, std::nullopt, error.message};
}

void deliver(net::HttpClient& client, const Clock& clock, const Identity& identity, domain::Signer signer, const std::string& inbox,
             std::string body, std::function<void(DeliveryReport)> done) {
  const auto url = text::parse_url(inbox);
  if (!url) {
    done(report_of_error(url.error()));
    return;
  }
  const Signer& own = signer == domain::Signer::owner ? identity.owner : identity.instance;
  net::ClientRequest request;
  request.method = http::Method::post;
  request.url = url->text();
  request.headers.set("content-type", std::string(activitypub::kActivityJson));
  request.headers.set("user-agent", identity.user_agent);
  request.max_body_bytes = kMaxAnswerBytes;
  if (auto signed_headers = signatures::sign_cavage(http::Method::post, url->target(), url->authority(), body, own.key_id, own.key,
                                                    clock.now(), request.headers);
      !signed_headers) {
    done(report_of_error(signed_headers.error()));
    return;
  }
  request.body = std::move(body);
  client.send(std::move(request), [&clock, done = std::move(done)](Result<net::ClientResponse> answer) {
    done(answer ? report_of_answer(*answer, clock.now()) : report_of_error(answer.error()));
  });
}

} // namespace ekiben::federation
