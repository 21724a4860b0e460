// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Admission: who may buy a seat
/// @notice The club's registrar signs a credential for a person's account; anybody may bring it here. The chain learns
/// no name: the nullifier is a salted hash that is the same for all accounts of one person, so that one person is one
/// person with two accounts too.
/// @dev Assumes that the registrar gives one nullifier for each person. Times are UTC seconds.
interface IAdmission {
    /// @notice What the registrar signs (EIP-712, domain "Runde Admission").
    /// @param account The account that is admitted.
    /// @param nullifier The person: one for each human, not zero.
    /// @param criteria Version of the published criteria that the person met.
    /// @param expiry The admission counts up to and including this second.
    struct Credential {
        address account;
        bytes32 nullifier;
        uint32 criteria;
        uint48 expiry;
    }

    /// @notice Says: the registrar takes back what was signed for `account`, as long as nobody has used it. EIP-712.
    /// @param registrar Who says it.
    /// @param epoch The registrar's account's.
    /// @param account Whose admission it is.
    /// @param until No credential of this registrar for the account counts that is good until then or less: UTC seconds.
    /// @param deadline UTC seconds, the last one that counts.
    struct CredentialRevocation {
        address registrar;
        uint32 epoch;
        address account;
        uint48 until;
        uint48 deadline;
    }

    /// @notice `account` may buy a seat until `expiry`.
    /// @param account The account.
    /// @param nullifier The person.
    /// @param criteria Version of the criteria.
    /// @param expiry UTC seconds, the last one that counts.
    event Admitted(address indexed account, bytes32 indexed nullifier, uint32 criteria, uint48 expiry);

    /// @notice `account` is not admitted (any more), and no credential brings that back that is good until `until` or less.
    /// @param account The account.
    /// @param until UTC seconds.
    event AdmissionRevoked(address indexed account, uint48 until);

    /// @notice The members let `account` in, whatever the registrar answered.
    /// @param account The account.
    /// @param nullifier The person.
    /// @param reason Hash of the reason (a record).
    event AdmittedByVote(address indexed account, bytes32 indexed nullifier, bytes32 reason);

    /// @notice Other criteria are in force.
    /// @param version Their number.
    /// @param hash keccak256 of the published text.
    event CriteriaChanged(uint32 version, bytes32 hash);

    /// @notice The signature is not the registrar's, or not over this credential.
    /// @param registrar Whose signature it should be.
    error NotSignedByRegistrar(address registrar);
    /// @notice The credential was good until `expiry`, it is `nowAt`.
    /// @param expiry UTC seconds, the last one that counts.
    /// @param nowAt UTC seconds of this block.
    error CredentialExpired(uint48 expiry, uint48 nowAt);
    /// @notice The credential would be good until `expiry`; none is good beyond `latest`.
    /// @param expiry UTC seconds, as it says.
    /// @param latest UTC seconds, the last that is taken now.
    error CredentialTooLong(uint48 expiry, uint48 latest);
    /// @notice The credential names version `given` of the criteria; the one in force is `inForce`.
    /// @param given What came.
    /// @param inForce Version in force.
    error CriteriaOutdated(uint32 given, uint32 inForce);
    /// @notice A credential without a person.
    /// @param account The account.
    error NullifierMissing(address account);
    /// @notice `account` has an admission until `expiry`, and the credential is not good for longer.
    /// @param account The account.
    /// @param expiry UTC seconds, the last one that counts.
    error AlreadyAdmitted(address account, uint48 expiry);

    /// @notice The registrar has signed no credential for `account`.
    /// @param account The account.
    error NotAdmitted(address account);
    /// @notice The admission of `account` ended at `expiry`, it is `nowAt`.
    /// @param account The account.
    /// @param expiry UTC seconds, the last one that counted.
    /// @param nowAt UTC seconds of this block.
    error AdmissionExpired(address account, uint48 expiry, uint48 nowAt);
    /// @notice `account` was admitted by `registrar`, who does not hold the office any more: the successor admits anew.
    /// @param account The account.
    /// @param registrar Who signed its credential.
    error AdmittedByFormer(address account, address registrar);
    /// @notice The members admitted `account` until `expiry`: until then no registrar says otherwise.
    /// @param account The account.
    /// @param expiry UTC seconds, the last one that counts.
    error AdmittedByMembers(address account, uint48 expiry);
    /// @notice `account` is not the registrar, who is `registrar`.
    /// @param account Who wanted to take a credential back.
    /// @param registrar Who may.
    error NotTheRegistrar(address account, address registrar);
    /// @notice The account belongs to `person`, who has acted with it: the credential was used and stays.
    /// @param account The account.
    /// @param person Whose account it is.
    error AdmissionUsed(address account, bytes32 person);
    /// @notice The registrar took the credentials of `account` back that are good until `until` or less.
    /// @param account The account.
    /// @param until UTC seconds.
    error CredentialRevoked(address account, uint48 until);
    /// @notice The account is admitted until `expiry`, beyond `until`, or was taken back until then already.
    /// @param account The account.
    /// @param until UTC seconds, as the message says.
    /// @param expiry UTC seconds, as it is.
    error NothingToRevoke(address account, uint48 until, uint48 expiry);
    /// @notice These criteria are in force already.
    /// @param hash keccak256 of the published text.
    error CriteriaUnchanged(bytes32 hash);

    /// @notice Puts other criteria in force. Only the timelock (a members' vote). Emits `CriteriaChanged`.
    /// @dev Who was admitted stays so; a credential that names the former version is not taken any more.
    /// @param hash keccak256 of the published text.
    function changeCriteria(bytes32 hash) external;

    /// @notice Admits an account on appeal, for 400 days, whoever is registrar. Only the timelock (a members' vote). Emits
    /// `Admitted` and `AdmittedByVote`.
    /// @dev It binds nobody, as a credential does not. Until it ends, a registrar can neither replace it nor take it back.
    /// @param account The account.
    /// @param nullifier The person: as the registrar makes it, so that one human stays one person; not zero.
    /// @param reason Hash of the reason (a record).
    function admitByVote(address account, bytes32 nullifier, bytes32 reason) external;

    /// @notice Records a credential. Anybody, with the registrar's signature. Emits `Admitted`.
    /// @dev A later expiry renews an admission. A credential binds nothing: until its person has acted with the account, a
    /// credential for somebody else may take its place; afterwards only its own person's counts (`IPersons`).
    /// @param credential The registrar's message.
    /// @param registrarSignature The registrar's, over the credential.
    function attest(Credential calldata credential, bytes calldata registrarSignature) external;

    /// @notice Takes back what was signed for an account, brought here already or not, until its person has acted with it. The
    /// registrar. Emits `AdmissionRevoked`.
    /// @dev A later credential, good for longer, admits the account again; so does any of a later registrar.
    /// @param revocation The message.
    /// @param signature The registrar's, over the message (EIP-712); empty if the registrar calls.
    function revoke(CredentialRevocation calldata revocation, bytes calldata signature) external;

    /// @notice The admission of `account`: person, since when, until when. No person = not admitted; then `expiry` says until
    /// when its credentials were taken back, 0 = none were.
    /// @param account The account.
    /// @return nullifier The person.
    /// @return from UTC seconds of the first credential.
    /// @return expiry UTC seconds, the last one that counts.
    function admissionOf(address account) external view returns (bytes32 nullifier, uint48 from, uint48 expiry);

    /// @notice The person of an account that may take a place or a seat now; reverts with the reason if it may not.
    /// @param account The account.
    /// @return nullifier The person.
    function requireAdmitted(address account) external view returns (bytes32 nullifier);

    /// @notice Whether `account` may buy a seat now.
    /// @param account The account.
    /// @return True if so.
    function isAdmitted(address account) external view returns (bool);

    /// @notice keccak256 of the published criteria.
    /// @return The hash.
    function criteriaHash() external view returns (bytes32);

    /// @notice The version of the criteria in force.
    /// @return Its number, from 1.
    function criteriaVersion() external view returns (uint32);
}
