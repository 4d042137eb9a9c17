; The installer for one person: no administrator is needed, and nothing outside
; their own folders and registry is touched. cmd/package runs it:
;
;	makensis -DVERSION=0.1.0 -DSTAGE=folder -DTO=setup.exe -DSIZE=kilobytes installer.nsi
;
; "setup.exe /S" installs without a window, "/D=C:\folder" (last, unquoted) elsewhere;
; "uninstall.exe /S" removes it again. Libraries and backups are left.

Unicode true
RequestExecutionLevel user
SetCompressor /SOLID lzma
ManifestDPIAware true

!include MUI2.nsh

Name "Tarikh"
OutFile "${TO}"
InstallDir "$LOCALAPPDATA\Programs\Tarikh"
InstallDirRegKey HKCU "Software\Tarikh" "Folder"
BrandingText "Tarikh ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "Tarikh"
VIAddVersionKey FileDescription "Tarikh ${VERSION}, installer"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey LegalCopyright "© 2026 the Tarikh authors, MIT license"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Tarikh"

!insertmacro MUI_PAGE_LICENSE "${STAGE}/LICENSE.txt"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\tarikh.exe"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Arabic"

Section
	; A program that runs cannot be written over; Retry is offered.
	SetOutPath "$INSTDIR"
	File "${STAGE}/tarikh.exe"
	File "${STAGE}/LICENSE.txt"
	File "${STAGE}/LICENSES.txt"
	File "${STAGE}/README.txt"
	WriteUninstaller "$INSTDIR\uninstall.exe"
	CreateShortcut "$SMPROGRAMS\Tarikh.lnk" "$INSTDIR\tarikh.exe"
	nsExec::Exec '"$INSTDIR\tarikh.exe" associate'
	Pop $0
	WriteRegStr HKCU "Software\Tarikh" "Folder" "$INSTDIR"
	WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "Tarikh"
	WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
	WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\tarikh.exe"
	WriteRegStr HKCU "${UNINSTALL}" "Publisher" "the Tarikh authors"
	WriteRegStr HKCU "${UNINSTALL}" "URLInfoAbout" "https://tarikh.org/"
	WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
	WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
	WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
	WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${SIZE}
	WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
	WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

Section "Uninstall"
	nsExec::Exec '"$INSTDIR\tarikh.exe" associate --remove'
	Pop $0
	Delete "$INSTDIR\tarikh.exe"
	Delete "$INSTDIR\LICENSE.txt"
	Delete "$INSTDIR\LICENSES.txt"
	Delete "$INSTDIR\README.txt"
	Delete "$INSTDIR\uninstall.exe"
	RMDir "$INSTDIR" ; goes only if nobody has put anything there
	Delete "$SMPROGRAMS\Tarikh.lnk"
	DeleteRegKey HKCU "${UNINSTALL}"
	DeleteRegKey HKCU "Software\Tarikh"
SectionEnd
