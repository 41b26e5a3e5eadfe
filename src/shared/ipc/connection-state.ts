export type {
  ConnectedTo,
  ConnectionProblem,
  ConnectionState,
  ConnectionStep,
  KeptCredentials,
} from '#shared/calls/connection.ts';
