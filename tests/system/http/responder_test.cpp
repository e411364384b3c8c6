#include "system/http/responder.h"

#include <catch_amalgamated.hpp>

#include <utility>
#include <vector>

using namespace ekiben::http;

namespace {

class RecordingSink final : public AnswerSink {
public:
  explicit RecordingSink(std::vector<int>& statuses) : statuses_(statuses) {}
  void answer(Response response) override { statuses_.push_back(response.status); }

private:
  std::vector<int>& statuses_;
};

Responder responder_into(std::vector<int>& statuses) { return Responder(std::make_unique<RecordingSink>(statuses)); }

Response with_status(int status) {
  Response response;
  response.status = status;
  return response;
}

} // namespace

TEST_CASE("a responder answers once") {
  std::vector<int> statuses;
  {
    auto responder = responder_into(statuses);
    responder.send(with_status(200));
    responder.send(with_status(201));
  }
  CHECK(statuses == std::vector<int>{200});
}

TEST_CASE("a responder that dies unanswered says 503") {
  std::vector<int> statuses;
  {
    const auto responder = responder_into(statuses);
  }
  CHECK(statuses == std::vector<int>{503});
}

TEST_CASE("a responder that was moved away leaves nothing behind, one that is overwritten answers") {
  std::vector<int> first;
  std::vector<int> second;
  {
    auto one = responder_into(first);
    auto other = std::move(one);
    CHECK(first.empty());
    other = responder_into(second);
    CHECK(first == std::vector<int>{503});
    other.send(with_status(200));
  }
  CHECK(second == std::vector<int>{200});
}
