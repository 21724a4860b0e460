// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {Housed} from "../lib/Housed.sol";
import {IRegistry} from "../lib/IRegistry.sol";
import {SignatureCheck} from "../lib/SignatureCheck.sol";
import {SignedCalls} from "../lib/SignedCalls.sol";
import {IAdmission} from "./IAdmission.sol";
import {IPersons} from "./IPersons.sol";

/// @title Admission
/// @dev A credential of the registrar admits, as long as its signer is the registrar; a vote does, whoever that is. Both
/// end by themselves.
contract Admission is IAdmission, SignedCalls, Housed {
    bytes32 private constant CREDENTIAL_TYPEHASH = keccak256(
        "Credential(address account,bytes32 nullifier,uint32 criteria,uint48 expiry)"
    );

    bytes32 private constant REVOCATION_TYPEHASH = keccak256(
        "CredentialRevocation(address registrar,uint32 epoch,address account,uint48 until,uint48 deadline)"
    );

    /// @dev An admission that nobody used in a year and a bit is asked for anew.
    uint48 private constant LONGEST_CREDENTIAL = 400 days;

    /// @dev Two slots.
    struct Record {
        bytes32 nullifier; // 0 = none, or taken back
        uint48 from; // UTC seconds, of the first credential
        uint48 expiry; // UTC seconds, included; of what was taken back, if it was
        address registrar; // who signed; the timelock, if the members voted
    }

    IPersons private immutable _persons;
    /// @inheritdoc IAdmission
    uint32 public criteriaVersion = 1;
    /// @inheritdoc IAdmission
    bytes32 public criteriaHash;
    mapping(address account => Record) private _records;

    /// @param criteriaHash_ keccak256 of the published criteria.
    constructor(
        IRegistry registry_,
        IPersons persons,
        bytes32 criteriaHash_
    ) EIP712("Runde Admission", "1") Housed(registry_) {
        _persons = persons;
        criteriaHash = criteriaHash_;
    }

    /// @inheritdoc IAdmission
    function changeCriteria(bytes32 hash) external only(IRegistry.Part.Timelock) {
        // Check:
        if (hash == criteriaHash) revert CriteriaUnchanged(hash);
        // Effect:
        uint32 version = ++criteriaVersion;
        criteriaHash = hash;
        emit CriteriaChanged(version, hash);
    }

    /// @inheritdoc IAdmission
    function attest(Credential calldata credential, bytes calldata registrarSignature) external {
        // Check:
        if (block.timestamp > credential.expiry) {
            revert CredentialExpired(credential.expiry, uint48(block.timestamp));
        }
        uint48 latest = uint48(block.timestamp) + LONGEST_CREDENTIAL;
        if (credential.expiry > latest) revert CredentialTooLong(credential.expiry, latest);
        if (credential.criteria != criteriaVersion) revert CriteriaOutdated(credential.criteria, criteriaVersion);
        if (credential.nullifier == bytes32(0)) revert NullifierMissing(credential.account);
        Record storage record = _records[credential.account];
        _requireOwn(credential.account, credential.nullifier);
        _requireNotByMembers(credential.account, record);
        // Also for another person: an older credential must not come back in the place of a newer one.
        address registrar = registry.registrar();
        if (credential.expiry <= record.expiry && record.registrar == registrar) {
            if (record.nullifier == bytes32(0)) revert CredentialRevoked(credential.account, record.expiry);
            revert AlreadyAdmitted(credential.account, record.expiry);
        }
        bytes32 structHash = keccak256(
            abi.encode(
                CREDENTIAL_TYPEHASH,
                credential.account,
                credential.nullifier,
                credential.criteria,
                credential.expiry
            )
        );
        bytes32 digest = _hashTypedDataV4(structHash);
        if (!SignatureCheck.isValid(registrar, digest, registrarSignature)) revert NotSignedByRegistrar(registrar);
        // Effect:
        _admit(credential.account, credential.nullifier, credential.expiry, registrar);
    }

    /// @dev An account that has acted belongs to its person.
    function _requireOwn(address account, bytes32 nullifier) private view {
        bytes32 bound = _persons.personOf(account);
        if (bound != bytes32(0) && bound != nullifier) revert IPersons.AccountOfAnotherPerson(account, bound);
    }

    /// @dev What the members decided, no registrar replaces or takes back.
    function _requireNotByMembers(address account, Record storage record) private view {
        if (block.timestamp <= record.expiry && record.registrar == registry.part(IRegistry.Part.Timelock)) {
            revert AdmittedByMembers(account, record.expiry);
        }
    }

    function _admit(address account, bytes32 nullifier, uint48 expiry, address by) private {
        Record storage record = _records[account];
        if (record.nullifier != nullifier) {
            record.nullifier = nullifier;
            record.from = uint48(block.timestamp);
        }
        record.expiry = expiry;
        record.registrar = by;
        emit Admitted(account, nullifier, criteriaVersion, expiry);
    }

    /// @inheritdoc IAdmission
    function admitByVote(address account, bytes32 nullifier, bytes32 reason) external only(IRegistry.Part.Timelock) {
        // Check:
        if (nullifier == bytes32(0)) revert NullifierMissing(account);
        _requireOwn(account, nullifier);
        // Effect:
        _admit(account, nullifier, uint48(block.timestamp) + LONGEST_CREDENTIAL, msg.sender);
        emit AdmittedByVote(account, nullifier, reason);
    }

    /// @inheritdoc IAdmission
    function revoke(CredentialRevocation calldata revocation, bytes calldata signature) external {
        // Check:
        address by = revocation.registrar;
        _requireSigned(by, _hashOf(revocation), revocation.deadline, signature);
        _requireEpoch(uint160(by), revocation.epoch, _persons.epochOf(uint160(by)));
        address registrar = registry.registrar();
        if (by != registrar) revert NotTheRegistrar(by, registrar);
        address account = revocation.account;
        bytes32 person = _persons.personOf(account);
        if (person != bytes32(0)) revert AdmissionUsed(account, person);
        Record storage record = _records[account];
        _requireNotByMembers(account, record);
        bool isGone = record.nullifier == bytes32(0) && revocation.until == record.expiry;
        if (record.registrar == registrar && (isGone || revocation.until < record.expiry)) {
            revert NothingToRevoke(account, revocation.until, record.expiry);
        }
        // Effect:
        delete _records[account];
        record.expiry = revocation.until;
        record.registrar = registrar;
        emit AdmissionRevoked(account, revocation.until);
    }

    function _hashOf(CredentialRevocation calldata revocation) private pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    REVOCATION_TYPEHASH,
                    revocation.registrar,
                    revocation.epoch,
                    revocation.account,
                    revocation.until,
                    revocation.deadline
                )
            );
    }

    /// @inheritdoc IAdmission
    function admissionOf(address account) external view returns (bytes32 nullifier, uint48 from, uint48 expiry) {
        Record storage record = _records[account];
        return (record.nullifier, record.from, record.expiry);
    }

    /// @inheritdoc IAdmission
    function requireAdmitted(address account) external view returns (bytes32 nullifier) {
        Record storage record = _records[account];
        nullifier = record.nullifier;
        if (nullifier == bytes32(0)) revert NotAdmitted(account);
        if (block.timestamp > record.expiry) revert AdmissionExpired(account, record.expiry, uint48(block.timestamp));
        if (!_stillCounts(record)) revert AdmittedByFormer(account, record.registrar);
    }

    /// @dev Whether whoever admitted may admit now.
    function _stillCounts(Record storage record) private view returns (bool) {
        address by = record.registrar;
        return by == registry.registrar() || by == registry.part(IRegistry.Part.Timelock);
    }

    /// @inheritdoc IAdmission
    function isAdmitted(address account) external view returns (bool) {
        Record storage record = _records[account];
        return record.from != 0 && block.timestamp <= record.expiry && _stillCounts(record);
    }
}
