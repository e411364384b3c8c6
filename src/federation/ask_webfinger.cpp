#include "federation/ask_webfinger.h"

#include "federation/fetch_bytes.h"
#include "pure/activitypub/host_meta.h"
#include "pure/text/ascii.h"
#include "pure/text/percent.h"

namespace ekiben::federation {
namespace {

constexpr std::size_t kMaxAnswerBytes = 256 * 1024;

using Done = std::function<void(Result<activitypub::FoundActor>)>;

/// Item 7: JRD or plain JSON by its type; others are no answers.
Result<activitypub::FoundActor> read_answer(const Fetched& fetched) {
  if (fetched.status != 200) {
    return tl::unexpected<Error>(error_of_status(fetched.status, fetched.url));
  }
  const std::string type = text::lower(text::trim(text::cut(fetched.content_type, ';').before));
  if (type != "application/jrd+json" && type != "application/json" && type != "application/activity+json") {
    return fail(ErrorKind::invalid, fetched.url + " is no WebFinger answer by its type");
  }
  return activitypub::read_webfinger(fetched.body);
}

FetchQuestion make_question(std::string url, const char* accept, SteadyTime deadline) {
  FetchQuestion question;
  question.url = std::move(url);
  question.accept = accept;
  // WebFinger is public everywhere, and asked of hosts that are no ActivityPub servers: no signature goes there.
  question.signing = Signing::none;
  question.max_bytes = kMaxAnswerBytes;
  question.deadline = deadline;
  return question;
}

constexpr const char* kJrdAccept = "application/jrd+json, application/json";

void ask_host_meta(const FetchContext& context, const std::string& origin, const std::string& acct, SteadyTime deadline, Done done) {
  fetch_bytes(context, make_question(origin + "/.well-known/host-meta", "application/xrd+xml, application/xml, text/xml", deadline),
              [context, acct, deadline, done = std::move(done)](Result<Fetched> fetched) {
                if (!fetched) {
                  done(tl::unexpected<Error>(std::move(fetched).error()));
                  return;
                }
                auto url = fetched->status == 200 ? activitypub::read_host_meta(fetched->body) : std::nullopt;
                if (!url) {
                  done(fail(ErrorKind::not_found, "no WebFinger at " + fetched->url));
                  return;
                }
                url->replace(url->find("{uri}"), 5, text::percent_encode(acct));
                fetch_bytes(context, make_question(std::move(*url), kJrdAccept, deadline), [done](Result<Fetched> answer) {
                  done(answer ? read_answer(*answer) : Result<activitypub::FoundActor>(tl::unexpected<Error>(std::move(answer).error())));
                });
              });
}

} // namespace

void ask_webfinger(const FetchContext& context, const text::Handle& handle, SteadyTime deadline, Done done) {
  const auto identity = context.identities.current();
  const bool plain = identity && identity->ids.base_url().starts_with("http://");
  const std::string origin = (plain ? "http://" : "https://") + handle.domain;
  const std::string acct = handle.acct();
  fetch_bytes(context, make_question(origin + "/.well-known/webfinger?resource=" + text::percent_encode(acct), kJrdAccept, deadline),
              [context, origin, acct, deadline, done = std::move(done)](Result<Fetched> fetched) {
                if (!fetched) {
                  done(tl::unexpected<Error>(std::move(fetched).error()));
                } else if (fetched->status == 404) {
                  ask_host_meta(context, origin, acct, deadline, done);
                } else {
                  done(read_answer(*fetched));
                }
              });
}

} // namespace ekiben::federation
