// Who is told of each commit: the backup's capture of the write-ahead log.
#pragma once

namespace ekiben::store {

/// Called on the writer's thread.
class CommitObserver {
public:
  virtual ~CommitObserver() = default;
  /// After each COMMIT, before the jobs are completed: a job that was answered has been observed.
  virtual void after_commit() = 0;
  /// Before the writer moves the log into the database file: the last moment to read it.
  virtual void before_checkpoint() = 0;
};

} // namespace ekiben::store
