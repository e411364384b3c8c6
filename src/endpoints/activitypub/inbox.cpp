#include "endpoints/activitypub/inbox.h"

#include "actions/store_incoming.h"
#include "endpoints/activitypub/answers.h"
#include "pure/activitypub/media_type.h"
#include "pure/activitypub/read_activity.h"
#include "store/read_accounts.h"

#include <memory>
#include <utility>

namespace ekiben::endpoints::activitypub_door {
namespace {

/// Item 59: the servers of the fediverse tell everybody about every deleted account. When the key is not known and neither is the account,
/// the answer is "gone" before anybody is asked for anything.
class UnlessUnknownAndItself final : public federation::KeySource {
public:
  UnlessUnknownAndItself(const Parts& parts, const std::string& body) : parts_(parts), body_(body) {}
  std::optional<federation::KnownKey> find_cached(std::string_view key_id) override { return parts_.keys.find_cached(key_id); }
  void fetch(std::string_view key_id, std::function<void(Result<federation::KnownKey>)> done) override {
    const auto activity = activitypub::parse_activity(body_);
    if (!activity) {
      done(tl::unexpected<Error>(activity.error()));
    } else if (activitypub::is_about_itself(*activity) && !is_known(activity->actor)) {
      done(fail(ErrorKind::gone, "never heard of them"));
    } else {
      parts_.keys.fetch(key_id, std::move(done));
    }
  }

private:
  bool is_known(const std::string& actor) const {
    const auto reader = parts_.readers.take();
    const auto known = store::is_account_known(reader, actor);
    return !known || *known;
  }
  const Parts& parts_;
  const std::string& body_;
};

/// What is kept of the request while its key is looked for.
struct Waiting {
  std::string body;
  http::Responder responder;
};

void store_verified(const Parts& parts, std::shared_ptr<Waiting> waiting, federation::VerifiedSigner signer) {
  const auto activity = activitypub::parse_activity(waiting->body);
  if (!activity) {
    waiting->responder.send(refused(activity.error()));
    return;
  }
  if (!activitypub::is_said_by(*activity, signer.actor)) {
    // Forwarded on somebody else's behalf, or worse: not believed, and not worth another try of theirs (item 62).
    waiting->responder.send(accepted());
    return;
  }
  domain::IncomingActivity incoming;
  incoming.signer = std::move(signer.actor);
  incoming.key_id = std::move(signer.key_id);
  incoming.host = std::move(signer.host);
  incoming.body = std::move(waiting->body);
  actions::store_incoming(parts.actions, std::move(incoming), std::move(signer.fingerprint), [waiting](const Result<void>& stored) {
    waiting->responder.send(stored ? accepted() : refused(stored.error()));
  });
}

} // namespace

void take_activity(const Parts& parts, const http::Request& request, const http::PathValues& values, http::Responder responder) {
  const auto site = parts.site.facts();
  if (!values.empty() && values[0] != site->handle) {
    responder.send(refused(404, "nobody here has that name"));
    return;
  }
  if (!activitypub::is_activity_type(request.headers.find("content-type").value_or(""))) {
    responder.send(refused(415, "an activity is application/activity+json"));
    return;
  }
  if (request.headers.find("content-encoding")) {
    responder.send(refused(415, "an activity is sent as it is, without Content-Encoding"));
    return;
  }
  // Shared by the callbacks: the last of them to run or to be dropped answers.
  const auto waiting = std::make_shared<Waiting>(Waiting{request.body, std::move(responder)});
  UnlessUnknownAndItself keys(parts, request.body);
  federation::verify_request(request, signature_origin(*site), keys, parts.clock.now(),
                             [&parts, waiting](Result<federation::VerifiedSigner> signer) {
                               if (signer) {
                                 store_verified(parts, waiting, std::move(*signer));
                                 return;
                               }
                               const auto activity = activitypub::parse_activity(waiting->body);
                               if (signer.error().kind == ErrorKind::gone && activity && activitypub::is_about_itself(*activity)) {
                                 waiting->responder.send(accepted());
                                 return;
                               }
                               waiting->responder.send(refused(signer.error()));
                             });
}

} // namespace ekiben::endpoints::activitypub_door
